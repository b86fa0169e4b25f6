import type { StateRead } from "../host/state/state-branch.ts";
import { checkpointIn, coverage } from "../ledger/coverage.ts";
import { logFiles } from "../ledger/files.ts";
import { linesOf } from "../ledger/lines.ts";
import type { VerifyingKey } from "../ledger/note.ts";
import { verifyFiles } from "../ledger/verify.ts";
import type { LogMoment } from "../rollout/history/attempts.ts";
import { isRefused, standingIn, wordsIn } from "../rollout/history/standing.ts";

export interface RolloutHistory {
  readonly moments: readonly LogMoment[];
  /** Why nobody vouches for it, or for the state that it led to; empty where somebody does. */
  readonly reasons: readonly string[];
}

/**
 * What the log says of a rollout, line by line, in all of its files. Where a line stands behind the checkpoint, or the
 * log is not as it was signed, it says nothing of where the rollout stood: anybody may have written it.
 */
export function historyOf(read: StateRead, rollout: string, keys: readonly VerifyingKey[]): RolloutHistory {
  const { bytes, brought } = read;
  const files = logFiles(bytes.keys()).map((path) => ({ path, log: bytes.get(path) ?? "" }));
  const verdict = verifyFiles(files, checkpointIn(bytes), keys);
  const signed = verdict.result === "pass" ? verdict.signed : 0;
  const moments = files.flatMap(({ log }) =>
    linesOf(log).lines.flatMap(({ entry }): readonly LogMoment[] => {
      if (entry?.rollout !== rollout) return [];
      const { seq, ts, actor, event, evidence } = entry;
      const at = Date.parse(ts);
      if (Number.isNaN(at)) return [];
      const isSigned = seq <= signed;
      return [
        {
          seq,
          at,
          actor,
          event,
          why: wordsIn(event, evidence),
          signed: isSigned,
          refused: isRefused(evidence),
          standing: isSigned ? standingIn(evidence) : null,
        },
      ];
    }),
  );
  const doubts =
    verdict.result === "fail" ? [verdict.fault.says] : verdict.result === "inconclusive" ? [verdict.why] : [];
  const { reasons } = coverage(bytes, brought, rollout, keys);
  return { moments, reasons: [...new Set([...reasons, ...doubts])] };
}
