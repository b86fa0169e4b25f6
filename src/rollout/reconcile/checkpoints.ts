import type { MonitorCheckpoint, Plan, RolloutStep } from "../plan.ts";
import type { CheckpointRecord, Instant, RolloutState } from "../state.ts";
import { areHeld, hear } from "./approvals.ts";
import { metricRecord } from "./metric-record.ts";
import { rollBack } from "./roll-back.ts";
import { became, ITSELF, notified, paused, type Turn } from "./turn.ts";

type Monitor = Extract<RolloutStep, { readonly kind: "monitor" }>;

export const checkpointKey = ({ id }: Pick<RolloutStep, "id">, { name }: Pick<MonitorCheckpoint, "name">): string =>
  `${id}/${name}`;

const recordOf = ({ checkpoints }: RolloutState, key: string): CheckpointRecord | undefined =>
  Object.hasOwn(checkpoints, key) ? checkpoints[key] : undefined;

/** Where the checkpoints of a step stand: another turn where something became of one. */
interface Reached {
  readonly turn: Turn;
  /** Those that have not ended, due or not. */
  readonly open: readonly MonitorCheckpoint[];
  /** What those that are due wait for. */
  readonly waits: readonly string[];
}

/** Looks at each checkpoint that was reached; what is watched goes on meanwhile, and may take the release back. */
export function reachCheckpoints(turn: Turn, step: Monitor): Reached {
  const open = step.checkpoints.filter((one) => (recordOf(turn.state, checkpointKey(step, one))?.end ?? null) === null);
  const due = open.filter(({ after }) => turn.state.held >= after);
  const waits: string[] = [];
  for (const one of due) {
    const looked = look(turn, checkpointKey(step, one), one);
    if (typeof looked !== "string") return { turn: looked, open, waits: [] };
    waits.push(looked);
  }
  return { turn, open, waits };
}

/** What becomes of one that is due, or what it waits for. */
function look(turn: Turn, key: string, one: MonitorCheckpoint): Turn | string {
  const { state, now } = turn;
  const { name, metrics, confirmations, roles, timeout, onTimeout } = one;
  const record = recordOf(state, key);
  if (!record) {
    const why = `${name}: ${[...metrics, ...confirmations].join("; ")}`;
    const reached = ended(turn, key, { due: now, end: null }, { event: "checkpoint-due", actor: ITSELF, why });
    return confirmations.length > 0 ? notified(reached, "on-rollout-paused", `${name} has to be confirmed`) : reached;
  }
  const { known, turn: heard, other } = hear(turn, key);
  if (heard !== turn) return heard;
  const unmet = metrics.filter((metric) => !hasPassed(state, metric, record.due));
  const isConfirmed = confirmations.length === 0 || (known.length > 0 && areHeld(roles, known));
  if (unmet.length === 0 && isConfirmed)
    return ended(turn, key, { ...record, end: "passed" }, { event: "checkpoint-passed", actor: ITSELF, why: name });
  const missing = [
    ...(unmet.length > 0 ? [`${unmet.join(", ")} has not passed`] : []),
    ...(isConfirmed ? [] : [`nobody has confirmed: ${confirmations.join("; ")}`]),
  ].join("; ");
  const why = `${name}: ${missing}${other}`;
  if (now - Math.max(record.due, state.deadlineFrom) < timeout) return why;
  if (onTimeout === "abort") return rollBack(turn, { why: `${why}, in time` });
  if (onTimeout === "hold") return paused(turn, { name: "Paused", reason: "Checkpoint", why }, { page: true });
  return ended(turn, key, { ...record, end: "missed" }, { event: "checkpoint-missed", actor: ITSELF, why });
}

const ended = (turn: Turn, key: string, record: CheckpointRecord, event: Parameters<typeof became>[2]): Turn =>
  became(turn, { checkpoints: { ...turn.state.checkpoints, [key]: record } }, event);

/** Measured since, and passed: what was so before says nothing of this moment. */
function hasPassed(state: RolloutState, metric: string, due: Instant): boolean {
  const { verdict, at } = metricRecord(state, metric);
  return verdict === "pass" && at >= due;
}

/** One that nobody met was passed over. */
export const wasMissed = ({ checkpoints }: RolloutState): boolean =>
  Object.values(checkpoints).some(({ end }) => end === "missed");

/** Metrics that a checkpoint waits for, or will by now: they are measured, and answered by it alone. */
export function awaited(plan: Plan, state: RolloutState, now: Instant): readonly string[] {
  const step = plan.steps[state.step];
  if (step?.kind !== "monitor" || state.phase.name !== "Monitoring") return [];
  const held = state.held + now - state.tickedAt;
  return step.checkpoints
    .filter((one) => held >= one.after && (recordOf(state, checkpointKey(step, one))?.end ?? null) === null)
    .flatMap(({ metrics }) => metrics);
}
