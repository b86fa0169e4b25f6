import { inPieces, readLines } from "../host/measuring/read-lines.ts";
import { readTasks } from "../host/measuring/read-tasks.ts";
import { readRecordBranch } from "../host/measuring/record-branch.ts";
import { download, Undelivered } from "../host/network/download.ts";
import { UsageError } from "../model/usage-error.ts";
import type { RecordSource } from "../rollout/analysis/record-source.ts";
import { addressOf, type MeasuredFrom } from "./ask-provider.ts";

/** How many lines were too long to be read; or why there is nothing to judge by. */
export type RecordsRead =
  | { readonly ok: true; readonly monsters: number }
  | { readonly ok: false; readonly why: string };

const LIMITS = { bytes: 64 * 1024 * 1024, patience: 120_000, pause: 500 };

/** The lines of task records, wherever they are. What cannot be read is a fault of its metrics, and of no other. */
export async function readRecords(
  from: MeasuredFrom,
  source: RecordSource,
  line: (text: string) => void,
): Promise<RecordsRead> {
  try {
    const { monsters } = await linesOf(from, source, line);
    return { ok: true, monsters };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Undelivered)) throw error;
    return { ok: false, why: error.message };
  }
}

async function linesOf(
  { top, env, repository, kept }: MeasuredFrom,
  source: RecordSource,
  line: (text: string) => void,
) {
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
export const sayRecords = (source: RecordSource): string =>
  source.from === "files" ? source.path : source.from === "branch" ? source.branch : "an address of records";
