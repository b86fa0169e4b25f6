import type { Plan, RolloutStep, Span } from "../rollout/plan.ts";
import {
  type MetricVerdict,
  NOTHING_FOUND,
  type RolloutEvidence,
  type RolloutRequest,
} from "../rollout/reconcile/evidence.ts";
import { reconcile } from "../rollout/reconcile/reconcile.ts";
import type { Instant, RolloutState } from "../rollout/state.ts";
import type { MeasuredFrom } from "./ask-provider.ts";
import { dueMetrics } from "./due-metrics.ts";
import { measureMetrics } from "./measure-metrics.ts";
import type { PastRecords } from "./past-records.ts";
import { momentOf } from "./rollout-moment.ts";

/** What a rollout would have come to, had it been looked at then. */
export interface LookedBack {
  /** What would have ended it, and when; absent where nothing would have. */
  readonly ended?: { readonly at: Instant; readonly phase: string; readonly why: string };
  /** When it would have waited for somebody, and why. */
  readonly pauses: readonly { readonly at: Instant; readonly why: string }[];
  /** The last verdicts, by then. */
  readonly verdicts: Readonly<Record<string, MetricVerdict>>;
  readonly ticks: number;
}

export interface Past {
  readonly since: Instant;
  readonly until: Instant;
  /** Between two ticks. */
  readonly every: Span;
}

/**
 * Walks the past tick by tick, by the very steps of a tick: what is due is measured by what was known then, and the
 * rollout answers it. One that would have paused, for want of data, is resumed. Nothing is written.
 */
export async function lookBack(
  from: MeasuredFrom,
  plan: Plan,
  records: PastRecords,
  { since, until, every }: Past,
): Promise<LookedBack> {
  const walked = watchingPlan(plan, [...records.metrics.keys()], weightOf(records));
  const verdicts: Record<string, MetricVerdict> = {};
  const pauses: { readonly at: Instant; readonly why: string }[] = [];
  let state: RolloutState | null = null;
  let requests: readonly RolloutRequest[] = [];
  let ticks = 0;
  for (const now of instants({ since, until, every })) {
    ticks += 1;
    let measured: Awaited<ReturnType<typeof measureMetrics>> | undefined;
    if (state !== null) {
      const due = dueMetrics(records.metrics, walked, state, now);
      const known = { ...from, kept: (place: string) => linesKnown(records, place, now) };
      measured = await measureMetrics(known, due, momentOf(walked, state, now));
      Object.assign(verdicts, measured.verdicts);
    }
    const evidence = {
      ...evidenceOf(walked),
      verdicts: measured?.verdicts ?? {},
      samples: measured?.samples ?? 0,
      requests,
    };
    const result = reconcile(walked, state, now, evidence);
    requests = [];
    state = result.state;
    if (state === null) break;
    const { phase } = state;
    if (phase.name === "Progressing" || !("why" in phase)) continue;
    if (phase.name !== "Paused" || !UNCLEAR.has(phase.reason))
      return { ended: { at: now, phase: phaseWords(phase), why: phase.why }, pauses, verdicts, ticks };
    pauses.push({ at: now, why: phase.why });
    requests = [{ id: `resume-${ticks}`, verb: "resume", actor: "agent-ci", at: now, why: "" }];
  }
  return { pauses, verdicts, ticks };
}

/** Reasons for which somebody is asked, and nothing is known to be wrong. */
const UNCLEAR: ReadonlySet<string> = new Set(["Inconclusive", "ProviderError", "InsufficientData"]);

const phaseWords = (phase: RolloutState["phase"]): string =>
  phase.name === "Paused" ? `Paused (${phase.reason})` : phase.name;

function* instants({ since, until, every }: Past): Generator<Instant> {
  for (let at = since; at < until; at += every) yield at;
  yield until;
}

const linesKnown = ({ lines }: PastRecords, place: string, now: Instant): readonly string[] =>
  (lines.get(place) ?? []).filter(({ knownAt }) => knownAt <= now).map(({ line }) => line);

/** As the tasks were dealt, taken together. */
function weightOf({ canary, stable }: PastRecords): number {
  if (stable === 0) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * canary) / (canary + stable))));
}

/** The environment whose past is walked: the last one, where a rollout comes to. */
export const walkedEnvironment = ({ environments }: Plan): string => environments.at(-1)?.name ?? "";

/** No steps but one that waits and looks at everything. */
function watchingPlan(plan: Plan, watches: readonly string[], weight: number): Plan {
  const base = { stage: "past", environment: walkedEnvironment(plan), line: 1, needs: [], watches: [] };
  const steps: readonly RolloutStep[] = [
    { ...base, id: "past/1", kind: "setWeight", weight },
    { ...base, id: "past/2", kind: "pause", minSamples: 0, timeout: FOR_EVER, onTimeout: "hold", watches },
  ];
  return { ...plan, steps, prerequisites: [], deadline: FOR_EVER, lease: FOR_EVER };
}
const FOR_EVER: Span = 1e12;

const RELEASE = `sha256:${"0".repeat(64)}`;

const evidenceOf = (plan: Plan): RolloutEvidence => ({
  ...NOTHING_FOUND,
  offer: { release: RELEASE, commit: "", risk: "low", plan },
  intact: { [RELEASE]: null },
});
