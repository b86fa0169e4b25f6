import { showInstant } from "../../model/instant.ts";
import type { Sheet, View } from "../../model/view.ts";
import { CLOCK_SKEW } from "../clock-skew.ts";
import type { Digest, Percent, Plan } from "../plan.ts";
import { shownSubject } from "../reconcile/approvals.ts";
import { benchmarkResults } from "../reconcile/trials.ts";
import { describeSteps } from "../spec/describe-steps.ts";
import { showTook } from "../spec/duration.ts";
import type { EnvironmentState, Instant, RolloutState } from "../state.ts";
import { isLowered, type LogMoment, type RolloutAttempt, unanswered } from "./attempts.ts";
import { givenShare, showFigure } from "./standing.ts";
import { eventsView, rollbackView, shortDigest, showBefore, showVerdict, toneOf, weightView } from "./views.ts";

/** What is known of a rollout that somebody asks about. */
export interface StatusFacts {
  readonly state: RolloutState;
  /** Absent where the specification is another one by now. */
  readonly plan: Plan | undefined;
  readonly moments: readonly LogMoment[];
  /** The present one; absent where the log does not tell of it. */
  readonly attempt: RolloutAttempt | undefined;
  /** Why nobody vouches for the state; empty where somebody does. */
  readonly reasons: readonly string[];
  readonly now: Instant;
}

/** Where a rollout stands, with what led there. `most`: as many events are shown. */
export function statusSheet(facts: StatusFacts, most: number): Sheet {
  const { state, plan, reasons, attempt, now } = facts;
  const { phase } = state;
  const step = plan?.steps[state.step];
  const word = "outcome" in phase ? `${phase.name} (${phase.outcome})` : phase.name;
  const until = OVER.has(phase.name) ? (attempt?.ended ?? now) : now;
  return {
    title: state.id,
    word: step ? `${word} at ${step.id} (${step.kind})` : word,
    tone: reasons.length > 0 ? "bad" : toneOf(phase.name),
    lines: linesOf(facts),
    views: [
      givenView(facts),
      ...(attempt ? [weightView(attempt, until)] : []),
      ...("times" in phase && phase.times !== null && plan ? [rollbackView(phase.times, plan.rollback.target)] : []),
      ...(plan ? [benchmarksView(plan, state)] : []),
      metricsView(state),
      ...(plan ? [stepsView(plan, state)] : []),
      eventsView(attempt?.moments ?? [], most),
    ].filter(({ blocks }) => blocks.length > 0),
  };
}

/** What is written of a tick once it is over, and knows nothing of what it waits for. */
const NOTICES: ReadonlySet<string> = new Set(["told", "not-told"]);
const OVER: ReadonlySet<string> = new Set(["Healthy", "Degraded", "Failed", "Frozen"]);

function linesOf({ state, reasons, moments, attempt, now }: StatusFacts): readonly string[] {
  const { phase } = state;
  const why = "why" in phase ? [("reason" in phase ? `${phase.reason}: ` : "") + phase.why] : [];
  const tick = attempt?.moments.findLast(({ event, standing }) => standing !== null && !NOTICES.has(event));
  const waits = OVER.has(phase.name) ? undefined : tick?.standing?.waits;
  return [
    ...reasons.map((reason) => `Nobody vouches for this: ${reason}.`),
    ...why,
    `Release ${shortDigest(state.release)} of commit ${state.commit.slice(0, 12)}, risk ${state.risk}.`,
    ...(waits === undefined ? [] : [`Waits: ${waits}.`]),
    ...asksSomebody(state),
    ...askedSince(attempt),
    `Last tick ${showInstant(state.tickedAt)}${now - state.tickedAt < 1000 ? "" : `, ${showTook(now - state.tickedAt)} ago`}.`,
    ...(OVER.has(phase.name) ? [] : missedTicks(moments, now)),
  ];
}

/** What the last tick did not know of: who looks after an abort has to see that nobody is given the release. */
export function askedSince(attempt: RolloutAttempt | undefined): readonly string[] {
  if (!attempt) return [];
  const all = unanswered(attempt);
  const asked = all.slice(-MOST_ASKED).map(({ at, event, actor, why }) => {
    const words = [event === "request" ? "" : event, why].filter((word) => word !== "");
    return `Asked by ${actor} at ${showInstant(at)}: ${words.join(": ")}.`;
  });
  const follows = isLowered(attempt)
    ? "The flags give stable to everybody already; the next tick does the rest."
    : "The next tick answers it.";
  const left = all.length - asked.length;
  return asked.length === 0 ? [] : [...asked, ...(left > 0 ? [`And ${left} times before that.`] : []), follows];
}
/** Whoever may push to the branch may ask as often as they like. */
const MOST_ASKED = 5;

/** What only somebody can do now, and by which words. */
export function asksSomebody(state: RolloutState): readonly string[] {
  const { phase, rollout } = state;
  const asks = (verb: string, more = ""): string => `agent-ci rollout ${verb} ${rollout}${more}`;
  switch (phase.name) {
    case "AwaitingApproval": {
      const subject = shownSubject(state);
      return [`Asks for an approval of ${subject}: ${asks("approve", ` --seen ${subject}`)}`];
    }
    case "Paused":
      return [`Goes on by: ${asks(phase.reason === "SteppedDown" ? "retry" : "resume")}`];
    case "Failed":
    case "Degraded":
      return Object.hasOwn(state.bad, state.release)
        ? [`The release is bad, and returns only by: ${asks("retry", ' --force --reason "…"')}`]
        : [`Begins anew by: ${asks("retry")}`];
    case "Frozen":
      return [`Is let go by: ${asks("unfreeze", ' --reason "…"')}`];
    default:
      return [];
  }
}

/** Of a schedule that stays away nobody else tells: as often as ticks came so far is what is expected of them. */
function missedTicks(moments: readonly LogMoment[], now: Instant): readonly string[] {
  const ticks = moments.flatMap(({ at, standing }) => (standing ? [at] : []));
  const gaps = ticks.slice(1).map((at, index) => at - (ticks[index] ?? at));
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1];
  const since = now - (ticks.at(-1) ?? now);
  return gaps.length < LEAST_GAPS || usual === undefined || since <= 3 * usual
    ? []
    : [`No tick for ${showTook(since)}; they came every ${showTook(usual)}. Is the schedule still there?`];
}
const LEAST_GAPS = 3;

function givenView({ state: { environments, release }, attempt, now }: StatusFacts): View {
  const lowered = attempt !== undefined && isLowered(attempt);
  return {
    title: "Who gets what",
    blocks: [
      {
        columns: [
          { title: "Environment" },
          { title: "Share", align: "right" },
          { title: "Until" },
          { title: "Tried" },
          { title: "Stable" },
          { title: "Active" },
        ],
        rows: Object.entries(environments).map(([name, one]) => [
          name,
          `${lowered && one.stable !== release ? 0 : shareAt(one, release, now)} %`,
          lowered ? "" : leaseOf(one, now),
          one.canary === null ? "" : shortDigest(one.canary),
          shortDigest(one.stable),
          shortDigest(one.active),
        ]),
      },
    ],
  };
}
/** Nothing once the lease has ended. */
function shareAt(one: EnvironmentState, release: Digest, now: Instant): Percent {
  const { weight, until } = givenShare(one, release);
  const isHeld = one.stable === release || (until !== null && until > now);
  return isHeld ? weight : 0;
}

function leaseOf({ lease }: EnvironmentState, now: Instant): string {
  if (lease === null) return "";
  if (now < lease) return showInstant(lease);
  const drained = lease + CLOCK_SKEW;
  return now < drained
    ? `ended ${showInstant(lease)}: where clocks are behind as well by ${showInstant(drained)}`
    : `ended ${showInstant(lease)}: all are on stable until the next tick`;
}

function benchmarksView(plan: Plan, state: RolloutState): View {
  const rows = benchmarkResults(plan, state).map(({ name, value, target, better, before, passed, why }) => [
    name,
    passed ? "✓ PASS" : "✗ FAIL",
    String(value),
    `${better === "lower" ? "at most" : "at least"} ${target}`,
    before === undefined ? "not measured" : showBefore(before, value),
    passed ? "" : why,
  ]);
  const titles = ["Benchmark", "", "Value", "Target", "Before", "Why"];
  return {
    title: "Benchmarks",
    blocks: rows.length === 0 ? [] : [{ columns: titles.map((title) => ({ title })), rows }],
  };
}

function metricsView({ metrics }: RolloutState): View {
  const rows = Object.entries(metrics).map(([name, record]) => {
    const { verdict, at, taken, failures, failingSince, rule, why, figures } = record;
    return [
      name,
      failingSince === null ? showVerdict(verdict) : `${showVerdict(verdict)} since ${showInstant(failingSince)}`,
      showInstant(at),
      String(taken),
      String(failures),
      why,
      figures.map(showFigure).join("; "),
      rule,
    ];
  });
  return {
    title: "What was measured",
    blocks:
      rows.length === 0
        ? []
        : [
            {
              columns: [
                { title: "Metric" },
                { title: "Verdict" },
                { title: "Time (UTC)" },
                { title: "Taken", align: "right" },
                { title: "Failed", align: "right" },
                { title: "What it says" },
                { title: "Of how many, at 95 %" },
                { title: "By" },
              ],
              rows,
            },
          ],
  };
}

function stepsView(plan: Plan, state: RolloutState): View {
  const isOver = OVER.has(state.phase.name) && state.phase.name !== "Healthy";
  const sign = (index: number): string =>
    index < state.step ? "✓" : index === state.step && !isOver && state.phase.name !== "RollingBack" ? "▸" : "·";
  return {
    title: "Steps",
    blocks: [
      {
        columns: ["", "Step", "Where", "What", "Time"].map((title) => ({ title })),
        rows: describeSteps(plan).map(({ id, environment, does, time }, index) => [
          sign(index),
          id,
          environment,
          does,
          time,
        ]),
      },
    ],
  };
}
