import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findGround } from "../../src/host/sandbox/find-ground.ts";
import type { SandboxGround } from "../../src/host/sandbox/isolated-run.ts";

/** An `unshare` of a machine where user namespaces are closed to ordinary users, and one where all are. */
const CLOSED = 'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1';
const ROOT_ALONE = `case " $* " in *" --user "*) ${CLOSED};; esac; exec "$real" "$@"`;
/** What `sudo -n -- program …` does where whoever calls it is root already. */
const FOR_ROOT = 'shift 2; exec "$@"';

/** PATH of a machine whose programs are these, by name; their scripts stand in the folder. */
export function pathWith(programs: Readonly<Record<string, string>>, folder: string): string {
  const paths = (process.env["PATH"] ?? "").split(delimiter);
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of Object.entries(programs)) {
    const real = `real=$(PATH='${paths.join(delimiter)}' command -v ${name})`;
    writeFileSync(join(folder, name), `#!/bin/sh\n${real}\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return [folder, ...paths].join(delimiter);
}

/** What this machine would be found to be with that PATH. */
export const groundWith = (programs: Readonly<Record<string, string>>, folder: string): Promise<SandboxGround> =>
  findGround({ ...process.env, PATH: pathWith(programs, folder) }, []);

/** PATH of a machine as GitHub's Ubuntu is: namespaces are for root, whom `sudo -n` makes of the user. */
export const pathLikeGitHub = (folder: string): string => pathWith({ unshare: ROOT_ALONE, ...sudoOfRoot() }, folder);

/** The machine as it is, with its first way closed, and with both closed. */
export async function groundsOf(folder: string): Promise<readonly SandboxGround[]> {
  return Promise.all([
    groundWith({}, join(folder, "all")),
    groundWith({ unshare: ROOT_ALONE, ...sudoOfRoot() }, join(folder, "sudo")),
    groundWith({ unshare: CLOSED }, join(folder, "none")),
  ]);
}

const sudoOfRoot = () => (isRoot() && !hasSudo() ? { sudo: FOR_ROOT } : {});
const isRoot = (): boolean => process.getuid?.() === 0;

function hasSudo(): boolean {
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
