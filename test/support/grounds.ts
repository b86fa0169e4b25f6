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

/** What this machine would be found to be if its programs were these, by name; their scripts stand in the folder. */
export function groundWith(programs: Readonly<Record<string, string>>, folder: string): Promise<SandboxGround> {
  const paths = (process.env["PATH"] ?? "").split(delimiter);
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of Object.entries(programs)) {
    const real = `real=$(PATH='${paths.join(delimiter)}' command -v ${name})`;
    writeFileSync(join(folder, name), `#!/bin/sh\n${real}\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return findGround({ ...process.env, PATH: [folder, ...paths].join(delimiter) }, []);
}

/** The machine as it is, with its first way closed, and with both closed. */
export async function groundsOf(folder: string): Promise<readonly SandboxGround[]> {
  const sudo = isRoot() && !hasSudo() ? { sudo: FOR_ROOT } : {};
  return Promise.all([
    groundWith({}, join(folder, "all")),
    groundWith({ unshare: ROOT_ALONE, ...sudo }, join(folder, "sudo")),
    groundWith({ unshare: CLOSED }, join(folder, "none")),
  ]);
}

const isRoot = (): boolean => process.getuid?.() === 0;

function hasSudo(): boolean {
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
