import { spawn } from "node:child_process";
import { isAbsolute } from "node:path";
import { UsageError } from "../../../model/usage-error.ts";
import { findProgram, programAt } from "../../machine/programs.ts";
import { whenEnded } from "../../machine/when-ended.ts";
import { keepOutput } from "../../sandbox/keep-output.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** A program of the team, and how it is started. */
export interface Program {
  /** Its path, outside of the checkout. */
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Env;
  /** Milliseconds, after which it and all that it started in its group is ended. */
  readonly timeout: number;
}
export type ProgramAnswer = { readonly ok: true; readonly out: string } | { readonly ok: false; readonly why: string };

/** Throws UsageError where the program is not there, or lies in the checkout. */
export function findTargetProgram(
  command: readonly string[],
  timeout: number,
  { cwd, env, untrusted }: { readonly cwd: string; readonly env: Env; readonly untrusted: readonly string[] },
): Program {
  const [name = "", ...args] = command;
  if (name === "") throw new UsageError("The command of a target has no program.");
  if (isAbsolute(name)) {
    const found = programAt(name, untrusted);
    if (!found.ok) throw new UsageError(`The program ${name} of a target ${found.why}.`);
    return { path: found.program, args, cwd, env, timeout };
  }
  const path = name.includes("/") ? undefined : findProgram(name, env, untrusted);
  if (path === undefined)
    throw new UsageError(
      `There is no program "${name}" on PATH outside of the repository. Name one, or an interpreter: ["bash", "deploy.sh"].`,
    );
  return { path, args, cwd, env, timeout };
}

const MOST_OUTPUT = 256 * 1024;
const MOST_SAID = 400;
/** Milliseconds that are waited for what left the group of the program and has its streams. */
const GRACE = 1_000;

/** Runs a program with variables more, no shell in between. What it is told is in its environment alone. */
export async function askProgram(
  program: Program,
  variables: Readonly<Record<string, string>>,
): Promise<ProgramAnswer> {
  const { path, args, cwd, env, timeout } = program;
  return new Promise((done) => {
    const child = spawn(path, args, {
      cwd,
      env: { ...env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const out = keepOutput(child.stdout, MOST_OUTPUT);
    const err = keepOutput(child.stderr, MOST_SAID);
    let late = false;
    const timers: NodeJS.Timeout[] = [];
    const after = (wait: number, work: () => void): void => void timers.push(setTimeout(work, wait));
    const release = whenEnded(() => endGroup(child.pid));
    const clear = (): void => {
      timers.forEach(clearTimeout);
      release();
    };
    after(timeout, () => {
      late = true;
      endGroup(child.pid);
    });
    child.on("error", (error) => {
      clear();
      done({ ok: false, why: error.message });
    });
    child.on("exit", () => {
      endGroup(child.pid); // what it left behind would keep the streams open
      after(GRACE, () => [child.stdout, child.stderr].forEach((stream) => stream.destroy()));
    });
    child.on("close", (code, signal) => {
      clear();
      const { text, cut } = out();
      if (late) done({ ok: false, why: `it took longer than ${timeout} ms, and was ended` });
      else if (code !== 0)
        done({ ok: false, why: [`it ended with ${signal ?? code}`, err().text.trim()].filter(Boolean).join(": ") });
      else if (cut) done({ ok: false, why: `it printed more than ${MOST_OUTPUT} bytes` });
      else done({ ok: true, out: text });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nobody is left in it
  }
}
