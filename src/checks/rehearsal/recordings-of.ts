import { join } from "node:path";
import type { Found } from "../../check/found.ts";
import { readRecordings, type RecordingFiles } from "../../host/models/recording-files.ts";
import type { Repository } from "../../model/rule.ts";
import type { Recording } from "../../rehearsal/recordings/recording.ts";
import { idOf } from "../../rehearsal/recordings/recording.ts";
import { readRecording } from "../../rehearsal/recordings/recording-file.ts";
import { rehearsalRecordingInvalid } from "../../rehearsal/rules.ts";
import { policySide } from "../../workspace/policy-side.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** The recordings of folders, each read once. */
export interface Recorded {
  readonly of: (folder: string | undefined) => readonly Recording[];
  /** Ids of those that a cache alone has. Nobody has reviewed them. */
  readonly cached: ReadonlySet<string>;
  readonly invalid: readonly Found[];
}

/** Recordings are policy: those of the judging side answer, and before a miss those of `cache`, a folder on disk. */
export async function recordingsOf(
  workspace: Workspace,
  folders: ReadonlySet<string>,
  cache: string | undefined,
): Promise<Recorded> {
  const { policy, place } = workspace;
  const side = policy.commit === undefined ? undefined : await policySide(workspace);
  const read = new Map<string, RecordingFiles>();
  for (const folder of folders)
    read.set(folder, side ? inSide(side, folder) : readRecordings(join(place.top, place.prefix, folder)));
  const besides: RecordingFiles = cache === undefined ? { recordings: [], refused: [] } : readRecordings(cache);
  const reviewed = new Set([...read.values()].flatMap(({ recordings }) => recordings.map(({ key }) => idOf(key))));
  const cached = besides.recordings.filter(({ key }) => !reviewed.has(idOf(key)));
  const all: readonly (readonly [string, RecordingFiles])[] = [...read, [cache ?? "", besides]];
  return {
    of: (folder) => (folder === undefined ? [] : [...(read.get(folder)?.recordings ?? []), ...cached]),
    cached: new Set(cached.map(({ key }) => idOf(key))),
    invalid: all.flatMap(([folder, { refused }]) =>
      refused.map(({ file, reason }): Found => {
        const path = `${folder}/${file}`;
        return { rule: rehearsalRecordingInvalid, finding: { path, message: `It is no recording: ${reason}.` } };
      }),
    ),
  };
}

/** From git's objects, where the target branch's count. */
function inSide({ paths, source }: Repository, folder: string): RecordingFiles {
  const below = folder === "" ? "" : `${folder}/`;
  const recordings = new Map<string, Recording>();
  const refused: { file: string; reason: string }[] = [];
  for (const { path, link } of paths) {
    const file = path.slice(below.length);
    if (link !== undefined || !path.startsWith(below) || !/^[^/.][^/]*\.json$/.test(file)) continue;
    const text = source(path)?.text;
    const one =
      text === undefined ? { ok: false as const, reason: "it is too large, or no text" } : readRecording(text);
    if (one.ok) recordings.set(idOf(one.recording.key), one.recording);
    else refused.push({ file, reason: one.reason });
  }
  return { recordings: [...recordings.values()], refused };
}
