import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { clientFolder, findInstalled, type Installed } from "./client-cache.ts";
import { isAlive, withLock } from "./lock.ts";
import type { Client } from "./recipes.ts";
import { runCommand } from "./run-command.ts";

export type Outcome =
  | { readonly kind: "present" | "installed"; readonly installed: Installed; readonly seconds: number }
  | { readonly kind: "failed"; readonly reason: string; readonly seconds: number };

/** Installs one client unless it is there: built in a sibling folder, tried out, then renamed into place. */
export async function installClient(client: Client): Promise<Outcome> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1_000;
  const present = findInstalled(client);
  if (present !== undefined) return { kind: "present", installed: present, seconds: seconds() };

  return withLock(`${clientFolder(client)}.lock`, async (): Promise<Outcome> => {
    const meanwhile = findInstalled(client);
    if (meanwhile !== undefined) return { kind: "present", installed: meanwhile, seconds: seconds() };
    const reason = await build(client);
    const installed = findInstalled(client);
    if (installed !== undefined) return { kind: "installed", installed, seconds: seconds() };
    return { kind: "failed", reason: reason ?? "the program is not where it was expected", seconds: seconds() };
  });
}

/** Answers why it could not be built, or nothing. */
async function build(client: Client): Promise<string | undefined> {
  const folder = clientFolder(client);
  await removeAbandoned(folder);
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    const made = await client.install(partial);
    if (!made.ok) return ending(made.output);
    const path = findInstalled(client)?.path ?? join(partial, client.program);
    // This Node runs the npm programs too, whatever `node` PATH would find first.
    const env = { PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter) };
    const tried = await runCommand(path, client.verify.args, { cwd: partial, env });
    if (!tried.output.includes(client.verify.prints)) {
      return `${client.name} ${client.verify.args.join(" ")} did not print "${client.verify.prints}" but: ${ending(tried.output)}`;
    }
    if (findInstalled(client) === undefined) await publish(partial, folder);
    return undefined;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function publish(partial: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
}

/** What interrupted processes left behind. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.partial-`;
  const names = await readdir(dirname(folder));
  for (const name of names) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

function ending(output: string): string {
  const lines = output.split("\n").flatMap((line) => line.trim() || []);
  return lines.slice(-3).join(" | ") || "it ended without a word";
}
