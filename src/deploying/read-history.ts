import type { StateRead } from "../host/state/state-branch.ts";
import { logFiles } from "../ledger/files.ts";
import { linesOf } from "../ledger/lines.ts";
import type { LogVerdict } from "../ledger/verify.ts";
import type { LogMoment } from "../rollout/history/moment.ts";
import { isRefused, standingIn, wordsIn } from "../rollout/history/standing.ts";

/**
 * What the log says of a rollout, line by line. Where a line stands behind the checkpoint, or the log is not as it was
 * signed, it says nothing of where the rollout stood: anybody may have written it.
 */
export function historyOf({ bytes }: StateRead, rollout: string, verdict: LogVerdict): readonly LogMoment[] {
  const signed = verdict.result === "pass" ? verdict.signed : 0;
  return logFiles(bytes.keys()).flatMap((path) =>
    linesOf(bytes.get(path) ?? "").lines.flatMap(({ entry }): readonly LogMoment[] => {
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
          why: wordsIn(evidence),
          signed: isSigned,
          refused: isRefused(evidence),
          standing: isSigned ? standingIn(evidence) : null,
        },
      ];
    }),
  );
}
