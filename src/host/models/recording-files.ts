import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Recording, idOf } from "../../rehearsal/recordings/recording.ts";
import { readRecording } from "../../rehearsal/recordings/recording-file.ts";
import { errorCode } from "../files/error-code.ts";
import { readBounded } from "../files/read-bounded.ts";
import { UsageError } from "../../model/usage-error.ts";
import { writeInside } from "../files/write-whole.ts";

/** A recording of a long answer has a megabyte; nobody reviews a larger one. */
const LARGEST = 16 * 1024 * 1024;
const MOST = 10_000;
const ENDING = ".json";

export interface RecordingFiles {
  /** In the order of their files' names. */
  readonly recordings: readonly Recording[];
  /** Files that are none, each with the reason. Names are untrusted. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** The recordings of a folder, which may not exist. Links are not followed: the files are somebody else's. */
export function readRecordings(folder: string): RecordingFiles {
  const recordings = new Map<string, Recording>();
  const refused: { file: string; reason: string }[] = [];
  const names = namesIn(folder);
  for (const file of names.slice(0, MOST)) {
    const bytes = readBounded(join(folder, file), LARGEST);
    const read = bytes
      ? readRecording(bytes.toString())
      : { ok: false as const, reason: `it is no file of at most ${LARGEST} bytes` };
    if (!read.ok) refused.push({ file, reason: read.reason });
    else if (recordings.has(idOf(read.recording.key)))
      refused.push({ file, reason: "another file has the same recording" });
    else recordings.set(idOf(read.recording.key), read.recording);
  }
  for (const file of names.slice(MOST)) refused.push({ file, reason: `the folder has more than ${MOST} recordings` });
  return { recordings: [...recordings.values()], refused };
}

/**
 * Puts a recording under the name that its key gives into a folder below `root`, which it must not leave by a link.
 * Throws UsageError where it cannot be written.
 */
export function writeRecording(root: string, folder: string, recording: Recording, file: string): void {
  const name = join(folder, `${idOf(recording.key)}${ENDING}`);
  const refusal = writeInside(root, name, file);
  if (refusal !== undefined) throw new UsageError(`Cannot write "${name}": ${refusal}.`);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ENDING) && !name.startsWith("."))
      .toSorted();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}
