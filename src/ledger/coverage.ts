import { ofLog, type LogFault } from "./faults.ts";
import { CHECKPOINT, currentLog } from "./files.ts";
import { type LogBytes, type LogLine, linesOf, rawBytes, rawDigest } from "./lines.ts";
import type { VerifyingKey } from "./note.ts";
import { statesIn } from "./states.ts";
import { type LogVerdict, verifyFiles } from "./verify.ts";

/** The commit that stands below the one which brought the checkpoint; null where there is none below. */
export type Brought = { readonly parent: string | null } | { readonly unknown: string };

export interface Coverage {
  readonly covered: boolean;
  /** Why it is not. */
  readonly reasons: readonly string[];
  readonly verdict: LogVerdict;
}

/**
 * Whether what the branch of states says of a rollout was written by who holds the key, and is the last that he wrote:
 * the log is as it was signed, nothing but what may stand unsigned follows, the state file is the one that its last
 * signed entry names, and the checkpoint came to the branch on the commit that it says. Without that last one an old
 * commit that is put on top of newer ones would be as good as the day it was signed.
 */
export function coverage(
  files: ReadonlyMap<string, LogBytes>,
  brought: Brought,
  rollout: string,
  keys: readonly VerifyingKey[],
): Coverage {
  const path = currentLog(files.keys());
  const log = files.get(path);
  const verdict = verifyFiles(log === undefined ? [] : [{ path, log }], checkpointIn(files), keys);
  const fault =
    verdict.result === "fail"
      ? verdict.fault
      : (placeFault(verdict, brought) ?? stateFault(files, signedLines(log ?? "", verdict), rollout));
  const reasons = [
    ...(verdict.result === "inconclusive" ? [verdict.why] : []),
    ...(verdict.result !== "inconclusive" && fault ? [fault.says] : []),
  ];
  return { covered: reasons.length === 0, reasons, verdict };
}

export function checkpointIn(files: ReadonlyMap<string, LogBytes>): string | undefined {
  const note = files.get(CHECKPOINT);
  return note === undefined ? undefined : Buffer.from(rawBytes(note)).toString();
}

/** Whether a checkpoint stands elsewhere than where it was signed for. */
export function placeFault({ checkpoint }: LogVerdict, brought: Brought): LogFault | undefined {
  if (!checkpoint) return undefined;
  if ("unknown" in brought)
    return ofLog("replayed", `nothing tells when the checkpoint came to the branch: ${brought.unknown}`);
  if (checkpoint.upon === brought.parent) return undefined;
  const [said, is] = [checkpoint.upon, brought.parent].map((commit) => commit?.slice(0, 12) ?? "no commit");
  return ofLog(
    "replayed",
    `the checkpoint was signed on ${said} and stands on ${is}: an older state was put in the place of a newer one`,
  );
}

/** The lines of the file that is written to, as far as they are signed. */
export function signedLines(log: LogBytes, { signed, entries }: LogVerdict): readonly LogLine[] {
  const { lines } = linesOf(log);
  return lines.slice(0, lines.length - (entries - signed));
}

/** Whether the state of a rollout is another one than the log names last. */
export function stateFault(
  files: ReadonlyMap<string, LogBytes>,
  signed: readonly LogLine[],
  rollout: string,
): LogFault | undefined {
  const said = statesIn(signed).get(rollout);
  const path = statePath(rollout);
  const state = files.get(path);
  if (said === (state && rawDigest(state))) return undefined;
  const says =
    said === undefined
      ? `no signed entry names the state of ${rollout} that is there`
      : state === undefined
        ? `the state of ${rollout} is gone, and a signed entry names one`
        : `the state of ${rollout} is not the one that the last signed entry about it names`;
  return { kind: "state", file: path, line: undefined, says };
}

/** Where the state of a rollout lies. */
export const statePath = (rollout: string): string => `rollouts/${rollout}.json`;

/** The rollouts that have a state among these files. */
export const rolloutsIn = (paths: Iterable<string>): readonly string[] =>
  [...paths].flatMap((path) => /^rollouts\/(.+)\.json$/.exec(path)?.[1] ?? []);
