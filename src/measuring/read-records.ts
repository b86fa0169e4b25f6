import { ForgeError } from "../forge/forge-error.ts";
import { inPieces, readLines } from "../host/measuring/read-lines.ts";
import { readTasks } from "../host/measuring/read-tasks.ts";
import { readRecordBranch } from "../host/measuring/record-branch.ts";
import { download, Undelivered } from "../host/network/download.ts";
import { UsageError } from "../model/usage-error.ts";
import type { RecordSource } from "../rollout/analysis/record-source.ts";
import type { Instant } from "../rollout/state.ts";
import { addressOf, type MeasuredFrom } from "./ask-provider.ts";
import { readRuns } from "./read-runs.ts";

/** How many lines were too long to be read; or why there is nothing to judge by. */
export type RecordsRead =
  | { readonly ok: true; readonly monsters: number }
  | { readonly ok: false; readonly why: string };

const LIMITS = { bytes: 64 * 1024 * 1024, patience: 120_000, pause: 500 };

/**
 * The lines of task records, wherever they are; those of before `since` may be left out. What cannot be read is a fault
 * of its metrics, and of no other.
 */
export async function readRecords(
  from: MeasuredFrom,
  source: RecordSource,
  line: (text: string) => void,
  since: Instant = 0,
): Promise<RecordsRead> {
  try {
    const { monsters } = await linesOf(from, source, since, line);
    return { ok: true, monsters };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Undelivered || error instanceof ForgeError)) throw error;
    return { ok: false, why: error.message };
  }
}

async function linesOf(
  { top, env, repository, kept }: MeasuredFrom,
  source: RecordSource,
  since: Instant,
  line: (text: string) => void,
) {
  if (source.from === "runs") return readRuns({ env }, source, since, line);
  if (kept && source.from === "files") {
    kept(source.path).forEach(line);
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
