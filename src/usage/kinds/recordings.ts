import { readRecording } from "../../rehearsal/recordings/recording-file.ts";
import { idOf, readingOf } from "../../rehearsal/recordings/recording.ts";
import { answered } from "../answered.ts";
import type { LogKind, LogReading, Told } from "../log-kind.ts";

/** Our own recordings for dry runs, one file for each answer: what it took to record them. They have no time. */
export const recordingFiles: LogKind = {
  source: "dry-run",
  title: "recordings of dry runs",
  claims: (head) => /"wire":\s*"/.test(head) && /"fingerprint":\s*\{/.test(head) && /"conversation":\s*"/.test(head),
  needles: ['"fingerprint"'],
  open: readFiles,
};

function readFiles(told: Told): LogReading {
  return {
    line: (json) => {
      const read = readRecording(JSON.stringify(json));
      if (!read.ok) return told.flaw("unreadable");
      const { recording } = read;
      const used = answered(recording.wire, recording.response, readingOf(recording));
      if (used) told.record({ v: 1, source: "dry-run", sourceId: idOf(recording.key), ...used, by: {} });
    },
    end: () => {},
  };
}
