import { spawn } from "node:child_process";

/** How a command of a rollout ended, and the end of what it printed. */
export interface JobEnd {
  readonly passed: boolean;
  readonly why: string;
  readonly said: string;
}

/** The variables that a command gets, by name: no token of the job, no key. */
const KEPT = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "PATHEXT",
  "ComSpec",
];
const MOST_SAID = 16_384;

/**
 * Runs a command with its arguments as they are, without a shell, in a group of its own that is ended as a whole when
 * its time is over. It is given none of the job's variables but those that every program needs, and `facts`.
 */
export async function runJob(
  [program = "", ...args]: readonly string[],
  {
    cwd,
    env,
    facts,
    timeout,
  }: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly facts: Readonly<Record<string, string>>;
    /** Milliseconds. */
    readonly timeout: number;
  },
): Promise<JobEnd> {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  return new Promise((done) => {
    let said = "";
    let late = false;
    const child = spawn(program, args, {
      cwd,
      env: { ...kept, ...facts },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const end = (): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    };
    const timer = setTimeout(() => {
      late = true;
      end();
    }, timeout);
    const finish = (passed: boolean, why: string): void => {
      clearTimeout(timer);
      end();
      done({ passed, why, said });
    };
    const hear = (piece: Buffer): void => void (said = (said + piece.toString()).slice(-MOST_SAID));
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", ({ message }) => finish(false, message));
    child.on("exit", (code, signal) => {
      if (late) finish(false, `it did not end within ${timeout / 1000} s`);
      else finish(code === 0, code === 0 ? "" : `it ended with ${signal ?? code}`);
    });
  });
}
