import type { Plan } from "../../rollout/plan.ts";
import { shortDigest, showBefore } from "../../rollout/history/views.ts";
import { showSpan, showTook } from "../../rollout/spec/duration.ts";
import { tellVerdict } from "../../rollout/reconcile/tell-verdict.ts";
import { benchmarkResults } from "../../rollout/reconcile/trials.ts";
import { CLOCK_SKEW } from "../../rollout/clock-skew.ts";
import type { EnvironmentState, RolloutState } from "../../rollout/state.ts";

/** Where a rollout stands, for people: phase and step, what each environment is given, what was measured last. */
export function stateLines(plan: Plan | undefined, state: RolloutState, now: number): readonly string[] {
  const step = plan?.steps[state.step];
  const at = step ? ` at ${step.id} (${step.kind})` : "";
  return [
    `${state.id}: ${phaseOf(state)}${at}, release ${shortDigest(state.release)}`,
    ...timesOf(plan, state),
    ...(plan ? benchmarkLines(plan, state) : []),
    ...Object.entries(state.environments).map(([name, one]) => `  ${name}: ${givenBy(one, now)}`),
    ...Object.entries(state.metrics).map(([name, one]) => `  ${tellVerdict(name, one)}`),
  ];
}

function phaseOf({ phase }: RolloutState): string {
  switch (phase.name) {
    case "Paused":
      return `Paused (${phase.reason}: ${phase.why})`;
    case "Healthy":
      return `Healthy (${phase.outcome})`;
    case "RollingBack":
    case "Degraded":
    case "Failed":
    case "Frozen":
      return `${phase.name} (${phase.why})`;
    default:
      return phase.name;
  }
}

/** How long it took to go back, from the verdict on, held against its target. */
const timesOf = (plan: Plan | undefined, state: RolloutState): readonly string[] => [
  ...rollbackTimes(plan, state),
  ...stepDownTimes(plan, state),
];

function stepDownTimes(plan: Plan | undefined, { steppedDown }: RolloutState): readonly string[] {
  if (!steppedDown) return [];
  const { at, back } = steppedDown;
  const took = back === null ? "not known" : showTook(back - at);
  return [
    `  stepped down: verdict to the step before everywhere ${took}${targetOf(plan?.rollback.stepDownTarget, at, back)}`,
  ];
}

const targetOf = (target: number | undefined, from: number, to: number | null): string => {
  if (target === undefined) return "";
  if (to === null) return ` (target ${showSpan(target)})`;
  return ` (target ${showSpan(target)}: ${to - from <= target ? "kept" : "missed"})`;
};

function rollbackTimes(plan: Plan | undefined, { phase }: RolloutState): readonly string[] {
  if ((phase.name !== "RollingBack" && phase.name !== "Degraded") || phase.times === null) return [];
  const { t0, t1, t2, t3, t4 } = phase.times;
  const since = (moment: number | null, from = t1): string => (moment === null ? "not known" : showTook(moment - from));
  const target = targetOf(plan?.rollback.target, t1, t3);
  return [
    `  breach to verdict ${t0 === null ? "not known" : since(t1, t0)}, verdict to flags ${since(t2)}, to stable everywhere ${since(t3)}${target}, to the last task ${since(t4)}`,
  ];
}

/** Each benchmark that was measured, as it came out, with what the release before came to. */
function benchmarkLines(plan: Plan, state: RolloutState): readonly string[] {
  const results = benchmarkResults(plan, state);
  return results.map(({ name, value, target, better, before, passed, why }) => {
    const most = `${better === "lower" ? "at most" : "at least"} ${target}`;
    const change = before === undefined ? "not measured before" : `before ${showBefore(before, value)}`;
    return `  ${passed ? "PASS" : "FAIL"} ${name}: ${value} (${most}, ${change})${passed ? "" : `: ${why}`}`;
  });
}

function givenBy({ weight, lease, active, stable, canary }: EnvironmentState, now: number): string {
  const pointers = `active ${shortDigest(active)}, stable ${shortDigest(stable)}`;
  if (canary === null) return pointers;
  if (lease === null) return `${pointers}, canary ${shortDigest(canary)} at weight ${weight}`;
  const given = `${pointers}, canary ${shortDigest(canary)}`;
  const until = new Date(lease).toISOString();
  if (now < lease) return `${given} at weight ${weight} until ${until}`;
  // A worker whose clock is behind still gives it.
  return now < lease + CLOCK_SKEW
    ? `${given}: its lease ended at ${until}; by ${new Date(lease + CLOCK_SKEW).toISOString()} it is drained where clocks are behind as well`
    : `${given}: its lease ended at ${until}, so that everybody is on stable until the next tick`;
}
