import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { attempt, type Attempt, type Thresholds } from "./attempt.ts";
import { messageOf } from "./flagd-provider.ts";
import { handOn, type Pin } from "./pin.ts";
import { folderOf, stableIn } from "./releases.ts";
import type { Route, Task } from "./route-task.ts";

/** Where releases are, who does tasks, and where records of them go. */
export interface Doing {
  readonly target: string;
  readonly command: readonly string[];
  readonly thresholds: Thresholds;
  readonly env: () => Readonly<Record<string, string | undefined>>;
  readonly records: string;
  readonly worker: string;
  readonly log: (text: string) => void;
}

/**
 * Does a task with the release that it was given. Where the canary fails, stable does the task as well; what is written
 * down is the failure of the canary, and nothing of stable, which would be measured by tasks that are hard.
 */
export async function doTask(doing: Doing, task: Task, line: string, route: Route): Promise<Attempt> {
  const { pin, fallback, isCancelled } = route;
  const began = Date.now();
  const first = await whileGiven(isCancelled, async (cancelled) => attemptWith(doing, line, pin, cancelled));
  let last = first;
  if (fallback && first.outcome !== "success") {
    doing.log(`${task.id}: the canary failed (${first.why}): stable does it`);
    last = await attemptWith(doing, line, fallback);
  }
  writeRecord(doing, {
    ...first.facts,
    task_id: task.id,
    rollout: pin.rollout,
    environment: pin.environment,
    variant: pin.variant,
    release: pin.release,
    started: began,
    duration_ms: first.duration,
    outcome: first.outcome,
    ...(first.why !== "" && { why: first.why }),
    ...(last !== first && { fell_back: last.outcome }),
  });
  return last;
}

/** Looks as often whether a canary that is at work was taken back. */
const EVERY = 1000;

async function whileGiven(isCancelled: Route["isCancelled"], work: (cancelled: AbortSignal) => Promise<Attempt>) {
  const cancelling = new AbortController();
  const look = async (): Promise<void> => {
    if (await isCancelled?.()) cancelling.abort();
  };
  const timer = isCancelled && setInterval(() => void look(), EVERY);
  try {
    return await work(cancelling.signal);
  } finally {
    clearInterval(timer);
  }
}

/** Where no flag says what is stable, it is what the target has for it. */
async function attemptWith(
  { target, command, thresholds, env }: Doing,
  input: string,
  pin: Pin,
  cancelled?: AbortSignal,
): Promise<Attempt> {
  try {
    const release = pin.release ?? stableIn(target);
    if (release === undefined) throw new Error("no release is stable yet");
    const cwd = folderOf(target, release);
    const given = { ...env(), ...handOn({ ...pin, release }) };
    return await attempt(command, { cwd, env: given, input, thresholds, ...(cancelled && { cancelled }) });
  } catch (error) {
    return { outcome: "error", why: messageOf(error), duration: 0, output: "", facts: {} };
  }
}

/** One line at the end of a file of this worker alone. A task without an id is nobody's, and is not written down. */
function writeRecord({ records, worker }: Doing, record: Readonly<Record<string, unknown>>): void {
  if (record["task_id"] === "") return;
  mkdirSync(records, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  appendFileSync(join(records, `${day}-${worker}.jsonl`), `${JSON.stringify(record)}\n`);
}
