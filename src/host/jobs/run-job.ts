import { type ChildProcess, spawn } from "node:child_process";
import { randomToken } from "../machine/random-token.ts";
import { whenEnded } from "../machine/when-ended.ts";
import { membersOf } from "../sandbox/processes.ts";
import { jobVariables } from "./job-variables.ts";
import { shutIn } from "./shut-in.ts";

/** How a command ended, and the end of what it printed. */
export interface JobEnd {
  readonly passed: boolean;
  readonly why: string;
  readonly said: string;
  /** The end of what it printed on its output alone. */
  readonly last: string;
  /** What it printed on each stream, from the beginning. */
  readonly output: string;
  readonly errors: string;
  /** Null where it did not end by itself. */
  readonly code: number | null;
}
export interface JobAsked {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly facts: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  /** What it reads; nothing if absent. */
  readonly input?: string;
}

const MOST_SAID = 16_384;
const MOST_KEPT = 262_144;
/** No timer is longer; a job that takes as long has other troubles. */
const LONGEST = 2 ** 31 - 1;
/** After its end it is read as long, for whoever left with its output still open. */
const PATIENCE = 5000;
/** Its processes are known by it, wherever they went. */
const MARK = "AGENT_CI_JOB";

/**
 * Runs a command with its arguments as they are, without a shell, and ends it as a whole when its time is over, or when
 * this process is ended. It is given none of the job's variables but those that every program needs, and `facts`; where
 * the machine can, it sees no other process either.
 */
export async function runJob(
  command: readonly string[],
  { cwd, env, facts, timeout, input = "" }: JobAsked,
): Promise<JobEnd> {
  const mark = randomToken();
  const [program = "", ...args] = [...shutIn(env, [cwd]), ...command];
  let child: ReturnType<typeof start>;
  try {
    child = start(program, args, cwd, { ...jobVariables(env), ...facts, [MARK]: mark });
  } catch (error) {
    // What no system takes for a name or an argument, such as an empty one.
    const why = error instanceof Error ? error.message : String(error);
    return { passed: false, why, said: "", last: "", output: "", errors: "", code: null };
  }
  return new Promise((done) => {
    const said = endOfOutput([child.stdout, child.stderr], MOST_SAID);
    const last = endOfOutput([child.stdout], MOST_KEPT);
    const [output, errors] = [child.stdout, child.stderr].map(beginningOf);
    child.stdin.on("error", () => undefined); // it need not read what it is told
    child.stdin.end(input);
    let late = false;
    const end = (): void => endAll(child, `${MARK}=${mark}`);
    const release = whenEnded(end);
    const timer = setTimeout(
      () => {
        late = true;
        end();
      },
      Math.min(timeout, LONGEST),
    );
    let patience: NodeJS.Timeout | undefined;
    const finish = (passed: boolean, why: string, code: number | null): void => {
      clearTimeout(timer);
      clearTimeout(patience);
      release();
      done({ passed, why, said: said(), last: last(), output: output?.() ?? "", errors: errors?.() ?? "", code });
    };
    child.on("error", ({ message }) => finish(false, message, null));
    child.on("exit", () => {
      end();
      patience = setTimeout(() => [child.stdout, child.stderr].forEach((one) => one.destroy()), PATIENCE);
    });
    // Not at its exit: what it printed may not have been read by then.
    child.on("close", (code, signal) => {
      if (late) finish(false, `it did not end within ${timeout / 1000} s`, null);
      else finish(code === 0, code === 0 ? "" : `it ended with ${signal ?? code}`, code);
    });
  });
}

const start = (program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) =>
  spawn(program, args, {
    cwd,
    env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });

/** Its group, and whoever has left that and still carries its mark. */
function endAll({ pid }: ChildProcess, mark: string): void {
  if (pid === undefined) return;
  const members = process.platform === "win32" ? [pid] : [-pid, ...membersOf(pid, mark, undefined)];
  for (const one of members)
    try {
      process.kill(one, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
}

/** The last of what they print, as it comes in; a character that comes in two pieces is whole. */
function endOfOutput(streams: readonly NodeJS.ReadableStream[], most: number): () => string {
  let said = "";
  for (const stream of streams) {
    stream.setEncoding("utf8");
    stream.on("data", (piece: string) => void (said = (said + piece).slice(-most)));
  }
  return () => said;
}

/** What one of them prints first: what is compared is all of it, or as much as anybody compares. */
function beginningOf(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.on("data", (piece: string) => void (text += piece.slice(0, MOST_KEPT - text.length)));
  return () => text;
}
