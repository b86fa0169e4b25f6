import type { Installed } from "./clients/client-cache.ts";
import { findOnPath } from "./clients/find-on-path.ts";
import { installClient, type Outcome } from "./clients/install-client.ts";
import type { Client, Toolchain } from "./clients/recipes.ts";
import { clients, toolchains } from "./clients/table.ts";
import { inPipeline } from "../src/model/in-pipeline.ts";

const SAYS = { present: "is there", installed: "installed", failed: "not installed" } as const;

export interface Missing {
  readonly name: string;
  readonly needs: Toolchain;
  /** One line that says what to do. */
  readonly reason: string;
}
export interface Installation {
  readonly installed: Readonly<Record<string, Installed>>;
  readonly missing: readonly Missing[];
}

/** Installs the named clients (all without names) into the cache, each once; throws on a name that is not in the table. */
export async function installClients(names?: readonly string[]): Promise<Installation> {
  const chosen = choose(names);
  const outcomes = new Map<Client, Outcome>();
  const work = async (client: Client): Promise<void> => {
    const outcome = await installClient(client);
    outcomes.set(client, outcome);
    process.stderr.write(
      `${client.name}@${client.version}`.padEnd(24) + ` ${SAYS[outcome.kind]} after ${outcome.seconds.toFixed(1)} s\n`,
    );
  };
  await Promise.all(
    Object.entries(toolchains).map(([name, { atOnce }]) => {
      const list = chosen.filter(({ needs }) => needs === name);
      return inLanes(list, atOnce, work);
    }),
  );

  const installed: Record<string, Installed> = {};
  const missing: Missing[] = [];
  // In the table's order, whichever was ready first.
  for (const client of chosen) {
    const outcome = outcomes.get(client);
    if (outcome === undefined) continue;
    if (outcome.kind === "failed") missing.push(explain(client, outcome.reason));
    else installed[client.name] = outcome.installed;
  }
  return { installed, missing };
}

function explain({ name, needs }: Client, reason: string): Missing {
  const { program, advice } = toolchains[needs];
  return { name, needs, reason: findOnPath(program) === undefined ? `${program} is missing: ${advice}` : reason };
}

function choose(names?: readonly string[]): readonly Client[] {
  if (names === undefined || names.length === 0) return clients;
  return names.map((name) => {
    const found = clients.find((client) => client.name === name);
    if (found !== undefined) return found;
    throw new Error(`No client "${name}". Choose from: ${clients.map((client) => client.name).join(", ")}.`);
  });
}

async function inLanes<T>(list: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  const lane = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function main(names: readonly string[]): Promise<number> {
  const { installed, missing } = await installClients(names);
  const width = Math.max(...Object.keys(installed).map((name) => name.length), 0);
  for (const [name, { path, version }] of Object.entries(installed)) {
    console.log(`${name.padEnd(width)}  ${version.padEnd(16)}  ${path}`);
  }
  for (const { name, reason } of missing) console.error(`missing ${name}: ${reason}`);
  return missing.length > 0 && inPipeline(process.env) ? 1 : 0;
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
