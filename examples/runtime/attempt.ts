import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** How an agent did a task. */
export interface Attempt {
  readonly outcome: "success" | "error" | "beyond-threshold" | "cancelled";
  readonly why: string;
  readonly duration: number;
  /** What it printed. */
  readonly output: string;
  /** Numbers and other facts that it told of itself. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Facts by name, with the number that none may be beyond: `duration_ms`, or what agents tell. */
export type Thresholds = ReadonlyMap<string, number>;

interface Asked {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it reads. */
  readonly input: string;
  readonly thresholds: Thresholds;
  /** Ends it where it is. */
  readonly cancelled?: AbortSignal;
}

/**
 * Has a command do a task. It has failed where it ends with an error, takes longer than it may, or tells of a number
 * beyond a threshold: a line of JSON at the end of what it prints tells of `tokens`, `cost_usd` and the like.
 */
export async function attempt(
  [program = "", ...args]: readonly string[],
  { cwd, env, input, thresholds, cancelled }: Asked,
): Promise<Attempt> {
  const began = performance.now();
  const longest = thresholds.get("duration_ms");
  // A group of its own: what it started ends with it.
  const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "inherit"], detached: true });
  const stop = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  child.on("exit", stop);
  cancelled?.addEventListener("abort", stop);
  let isLate = false;
  const late = (): void => {
    isLate = true;
    stop();
  };
  const timer = longest === undefined ? undefined : setTimeout(late, longest);
  child.stdin.on("error", () => undefined); // it need not read what it is given
  child.stdin.end(`${input}\n`);
  const end = new Promise<string>((done) => {
    child.on("error", ({ message }) => done(message));
    child.on("close", (code, signal) => done(code === 0 ? "" : `it ended with ${signal ?? code}`));
  });
  const output = await text(child.stdout);
  const why = await end;
  clearTimeout(timer);
  const facts = factsIn(output);
  const duration = Math.round(performance.now() - began);
  const rest = { duration, output, facts };
  if (cancelled?.aborted) return { outcome: "cancelled", why: "the canary was taken back", ...rest };
  if (isLate) return { outcome: "beyond-threshold", why: `it takes more than ${longest} ms`, ...rest };
  if (why !== "") return { outcome: "error", why, ...rest };
  const over = [...thresholds].find(([name, most]) => !(Number(facts[name] ?? 0) <= most));
  return over
    ? { outcome: "beyond-threshold", why: `${over[0]} is ${String(facts[over[0]])}, more than ${over[1]}`, ...rest }
    : { outcome: "success", why: "", ...rest };
}

function factsIn(output: string): Attempt["facts"] {
  try {
    const told: unknown = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    return typeof told === "object" && told !== null && !Array.isArray(told) ? { ...told } : {};
  } catch {
    return {};
  }
}
