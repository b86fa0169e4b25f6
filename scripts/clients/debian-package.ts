import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, type CommandResult } from "./run-command.ts";

const LIBRARY_FOLDERS =
  'for folder in "$root"/usr/lib/*-linux-gnu* "$root"/lib/*-linux-gnu*; do libraries=$folder${libraries:+:$libraries}; done';

/** Installs a package on the machine where this user may (it is then on PATH); else unpacks it, as `bin/<name>` in the folder. */
export function installDebianPackage(name: string, folder: string): Promise<CommandResult> {
  return process.getuid?.() === 0 ? installOnMachine(name, folder) : unpackDebianPackage(name, folder);
}

async function installOnMachine(name: string, folder: string): Promise<CommandResult> {
  const install = ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "-q", "--no-install-recommends", name];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const first = await runCommand("apt-get", install, { cwd: folder, env });
  if (first.ok) return first;
  const lists = await runCommand("apt-get", ["update", "-q"], { cwd: folder });
  return lists.ok ? runCommand("apt-get", install, { cwd: folder, env }) : lists;
}

/**
 * Unpacks a package as it is, for programs that need nothing but libc: `root/usr/bin/<name>` in the folder. With lists
 * of its own, it needs no rights, changes nothing on the machine, and starts no service that the package has.
 */
export async function unpackLonePackage(name: string, folder: string): Promise<CommandResult> {
  const lists = join(folder, "lists");
  for (const part of ["state/lists/partial", "cache/archives/partial"])
    await mkdir(join(lists, part), { recursive: true });
  const own = ["-q", "-o", `Dir::State=${join(lists, "state")}`, "-o", `Dir::Cache=${join(lists, "cache")}`];
  const updated = await runCommand("apt-get", [...own, "update"], { cwd: folder });
  if (!updated.ok) return updated;
  const download = await runCommand("apt-get", [...own, "download", name], { cwd: folder });
  if (!download.ok) return download;
  await rm(lists, { recursive: true });
  return runCommand("sh", ["-c", UNPACK], { cwd: folder });
}

const UNPACK = 'for package in *.deb; do dpkg -x "$package" root && rm "$package" || exit 1; done';

/** Downloads a package and those of its dependencies that the machine lacks, and unpacks them; needs no rights. */
async function unpackDebianPackage(name: string, folder: string): Promise<CommandResult> {
  const plan = await runCommand("apt-get", ["install", "--simulate", "--no-install-recommends", name], { cwd: folder });
  if (!plan.ok) return plan;
  const packages = [...plan.output.matchAll(/^Inst (\S+)/gmu)].flatMap(([, found]) => found ?? []);
  const download = await runCommand("apt-get", ["download", ...packages], { cwd: folder });
  if (!download.ok) return download;
  const unpacked = await runCommand("sh", ["-c", UNPACK], { cwd: folder });
  if (!unpacked.ok) return unpacked;
  const lines = [
    'root=$(dirname "$(dirname "$(readlink -f "$0")")")/root',
    "libraries=${LD_LIBRARY_PATH:-}",
    LIBRARY_FOLDERS,
    `LD_LIBRARY_PATH=$libraries exec "$root/usr/bin/${name}" "$@"`,
  ];
  return writeLauncher(name, folder, lines.join("\n"));
}

async function writeLauncher(name: string, folder: string, body: string): Promise<CommandResult> {
  const path = join(folder, "bin", name);
  await mkdir(join(folder, "bin"), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return { ok: true, output: "" };
}
