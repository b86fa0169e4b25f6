import { judgeGoldenCounts, notAbout } from "../analysis/judge-golden-counts.ts";
import type { RolloutStep } from "../plan.ts";
import { passed, stay, timedOut, waitingSince } from "./passing.ts";
import { rollBack } from "./roll-back.ts";
import { paused, type Turn } from "./turn.ts";

/** Passes by a report about this very release, whose counts are judged here by the margin of the plan. */
export function compareGolden(turn: Turn, step: Extract<RolloutStep, { readonly kind: "golden" }>): Turn {
  const { now, state, evidence } = turn;
  const { golden = {} } = evidence;
  const report = Object.hasOwn(golden, step.id) ? golden[step.id] : undefined;
  const strange = report
    ? notAbout(report, state.release)
    : `waits for a report: agent-ci golden diff --rollout ${turn.plan.name}`;
  if (report && strange === undefined) {
    const { verdict, why } = judgeGoldenCounts(report, step);
    const told = `${step.dataset}: ${why}`;
    if (verdict === "pass") return passed(turn, step, told);
    if (verdict === "fail") return rollBack(turn, { why: told });
    return paused(turn, { name: "Paused", reason: "Inconclusive", why: told });
  }
  if (now - waitingSince(state) > step.timeout)
    return timedOut(turn, step.onTimeout, `${step.id}: no report of ${step.dataset} in time`);
  return stay(turn, strange ?? "");
}
