import { ForgeError } from "../forge/forge-error.ts";
import { inPieces, readLines, type TakeLine } from "../host/measuring/read-lines.ts";
import { readTasks } from "../host/measuring/read-tasks.ts";
import { readRecordBranch } from "../host/measuring/record-branch.ts";
import { download, Undelivered } from "../host/network/download.ts";
import { UsageError } from "../model/usage-error.ts";
import { openKnownRecords } from "../rollout/analysis/known-records.ts";
import type { AskedRecords, RecordSource } from "../rollout/analysis/record-source.ts";
import type { AnyTask } from "../rollout/analysis/task-record.ts";
import type { Instant } from "../rollout/state.ts";
import { addressOf, type MeasuredFrom } from "./ask-provider.ts";
import { readRuns } from "./read-runs.ts";

/** Who reads records, line by line. */
export interface RecordReader<Task extends AnyTask & { readonly variant: string }> {
  /** What a line tells of a task; undefined where it is none that counts. */
  readonly read: (line: string) => Task | undefined;
  /** Takes each task once, wherever its record stands once more. */
  readonly take: (task: Task) => void;
}

/** What was not counted, and what contradicts each other; or why there is nothing to judge by. */
export type RecordsRead =
  | {
      readonly ok: true;
      /** Lines that are too long to be read. */
      readonly monsters: number;
      /** Records that stood there before. */
      readonly again: number;
      /** Records that say something else of a task than another one that began at the same time: each was taken. */
      readonly otherwise: number;
    }
  | { readonly ok: false; readonly why: string };

const LIMITS = { bytes: 64 * 1024 * 1024, patience: 120_000, pause: 500 };

/**
 * Reads records, wherever they are; those of before `since` may be left out. What cannot be read is a fault of its
 * metrics, and of no other. Samples say the same as often as something is so: of them all are taken.
 */
export async function readRecords<Task extends AnyTask & { readonly variant: string }>(
  from: MeasuredFrom,
  { source, of }: AskedRecords,
  { read, take }: RecordReader<Task>,
  since: Instant = 0,
): Promise<RecordsRead> {
  const tell = of === "samples" || from.kept ? () => "new" : openKnownRecords();
  let [again, otherwise] = [0, 0];
  const line: TakeLine = (text, sum) => {
    const task = read(text);
    if (!task) return;
    const told = tell(sum, task, task.variant);
    if (told === "otherwise") otherwise += 1;
    if (told === "again") again += 1;
    else take(task);
  };
  try {
    const { monsters } = await linesOf(from, source, since, line);
    return { ok: true, monsters, again, otherwise };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Undelivered || error instanceof ForgeError)) throw error;
    return { ok: false, why: error.message };
  }
}

async function linesOf(
  { top, env, repository, kept }: MeasuredFrom,
  source: RecordSource,
  since: Instant,
  line: TakeLine,
) {
  if (source.from === "runs") return readLines(inPieces(Buffer.from(await readRuns({ env }, source, since))), line);
  if (kept && source.from === "files") {
    for (const text of kept(source.path)) line(text, 0);
    return { monsters: 0 };
  }
  if (source.from === "files") return readTasks(top, source.path, line);
  if (source.from === "branch") {
    if (repository) return readRecordBranch(repository, source.branch, source.path, line);
    throw new UsageError(`${source.branch} is a branch, and there is no repository here`);
  }
  const address = addressOf(env, source.url);
  if (!URL.canParse(address)) throw new UsageError("that is no address");
  return readLines(inPieces(await download(new URL(address), undefined, LIMITS)), line);
}

/** What it is called in messages: an address may hold what nobody shall read. */
export function sayRecords(source: RecordSource): string {
  switch (source.from) {
    case "files":
      return source.path;
    case "branch":
      return source.branch;
    case "runs":
      return source.workflow;
    default:
      return "an address of records";
  }
}
