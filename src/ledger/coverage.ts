import { CHECKPOINT, currentLog } from "./files.ts";
import { rawBytes, rawDigest, type LogBytes, linesOf } from "./lines.ts";
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
  const note = files.get(CHECKPOINT);
  const checkpoint = note === undefined ? undefined : Buffer.from(rawBytes(note)).toString();
  const verdict = verifyFiles(log === undefined ? [] : [{ path, log }], checkpoint, keys);
  const reasons = [...verdictReasons(verdict), ...placeReasons(verdict, brought)];
  if (reasons.length === 0) reasons.push(...stateReasons(files, log ?? "", verdict, rollout));
  return { covered: reasons.length === 0, reasons, verdict };
}

function verdictReasons(verdict: LogVerdict): readonly string[] {
  if (verdict.result === "pass") return [];
  return [`The audit log proves nothing: ${verdict.result === "fail" ? verdict.fault.says : verdict.why}.`];
}

function placeReasons({ checkpoint }: LogVerdict, brought: Brought): readonly string[] {
  if (!checkpoint) return [];
  if ("unknown" in brought) return [`Nothing tells when the checkpoint came to the branch: ${brought.unknown}.`];
  if (checkpoint.upon === brought.parent) return [];
  const [said, is] = [checkpoint.upon, brought.parent].map((commit) => commit?.slice(0, 12) ?? "no commit");
  return [
    `The checkpoint was signed on ${said} and stands on ${is}: an older state was put in the place of a newer one.`,
  ];
}

function stateReasons(
  files: ReadonlyMap<string, LogBytes>,
  log: LogBytes,
  { signed, entries }: LogVerdict,
  rollout: string,
): readonly string[] {
  const { lines } = linesOf(log);
  const said = statesIn(lines.slice(0, lines.length - (entries - signed))).get(rollout);
  const state = files.get(statePath(rollout));
  if (said === (state && rawDigest(state))) return [];
  if (said === undefined) return [`No signed entry names the state of ${rollout} that is there.`];
  return [
    state === undefined
      ? `The state of ${rollout} is gone, and a signed entry names one.`
      : `The state of ${rollout} is not the one that the last signed entry about it names.`,
  ];
}

/** Where the state of a rollout lies. */
export const statePath = (rollout: string): string => `rollouts/${rollout}.json`;
