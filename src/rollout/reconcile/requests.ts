import type { RolloutStep } from "../plan.ts";
import type { Phase, RolloutState } from "../state.ts";
import { again } from "./begin.ts";
import { type RolloutRequest, TAKING_BACK, type Verb, VERBS } from "./evidence.ts";
import { calmed, freeze, goodBefore, rollBack, stableOf } from "./roll-back.ts";
import { became, eachEnvironment, isLive, noted, notified, type Turn } from "./turn.ts";

/** As many answers are remembered; the files of answered requests are gone from the branch by then. */
const REMEMBERED = 200;

/** Answers each request once, the urgent ones first: an abort beats a promotion in whatever order they came. */
export function answerRequests(turn: Turn): Turn {
  const answered = new Set(turn.state.answered);
  return turn.evidence.requests
    .filter(({ id }) => !answered.has(id))
    .toSorted((a, b) => VERBS.indexOf(a.verb) - VERBS.indexOf(b.verb) || a.at - b.at || (a.id < b.id ? -1 : 1))
    .reduce(answerOne, turn);
}

function answerOne(turn: Turn, request: RolloutRequest): Turn {
  const next = answer(turn, request);
  return {
    ...next,
    state: { ...next.state, answered: [...next.state.answered, request.id].slice(-REMEMBERED) },
  };
}

function answer(turn: Turn, request: RolloutRequest): Turn {
  const { actor, verb } = request;
  const refused = refusedHere(turn, request);
  return refused === undefined
    ? ANSWERS[verb].does(turn, request)
    : noted(turn, { event: `${verb}-refused`, actor, why: refused });
}

/** Why a request is not heeded; undefined where it is. */
function refusedHere(turn: Turn, request: RolloutRequest): string | undefined {
  const { uncovered } = turn.evidence;
  if (uncovered !== null && !LOWERING.has(request.verb)) return `nobody signed this state: ${uncovered}`;
  return ANSWERS[request.verb].refuses(turn, request);
}

/** What lowers exposure is refused where there is none, by the state alone. */
export function nothingTo(verb: Verb, state: RolloutState): string | undefined {
  const { name } = state.phase;
  if (verb === "emergency-disable") return name === "Frozen" ? "it is frozen already" : undefined;
  if (verb === "abort") return isLive(state) ? undefined : `nothing to abort: the rollout is ${name}`;
  if (verb !== "pause") return undefined;
  return isLive(state) && name !== "Paused" ? undefined : `nothing to pause: the rollout is ${name}`;
}

interface Answer {
  readonly refuses: (turn: Turn, request: RolloutRequest) => string | undefined;
  readonly does: (turn: Turn, request: RolloutRequest) => Turn;
}

const did = (turn: Turn, { verb, actor, why }: RolloutRequest, changes: Partial<RolloutState>): Turn =>
  became(turn, changes, { event: verb, actor, why });

const ANSWERS: Readonly<Record<Verb, Answer>> = {
  "emergency-disable": {
    refuses: ({ state }) => nothingTo("emergency-disable", state),
    does: freeze,
  },
  abort: { refuses: ({ state }) => nothingTo("abort", state), does: rollBack },
  pause: {
    refuses: ({ state }) => nothingTo("pause", state),
    does: (turn, request) => {
      const { why } = request;
      const next = did(turn, request, { phase: { name: "Paused", reason: "Requested", why, since: turn.now } });
      return notified(next, "on-rollout-paused", why);
    },
  },
  undo: {
    refuses: ({ state, plan, evidence }) => {
      if (isLive(state)) return `the rollout is ${state.phase.name}: abort it`;
      if (state.phase.name !== "Healthy" && state.phase.name !== "Degraded")
        return `nothing to undo: the rollout is ${state.phase.name}`;
      const good = goodBefore(plan, state);
      if ("refused" in good) return good.refused;
      const broken = evidence.intact[good.release];
      return broken === null
        ? undefined
        : `${good.release} was not verified: ${broken ?? "it was not looked at"}. Bring it back: agent-ci release restore`;
    },
    does: undo,
  },
  unfreeze: {
    refuses: ({ state, evidence }) => {
      if (state.phase.name !== "Frozen") return "it is not frozen";
      return evidence.unfreeze.length > 0 ? undefined : "leaving it needs an approval";
    },
    does: (turn, request) => did(turn, request, { phase: thawed(turn.state.phase) }),
  },
  retry: {
    refuses: ({ state, evidence }, request) => {
      const { name } = state.phase;
      if (isStepped(state.phase)) return undefined;
      if (name !== "Degraded" && name !== "Failed") return `nothing to retry: the rollout is ${name}`;
      return evidence.offer ? unlessForced(state, state.release, request) : "the specification is not there";
    },
    does: (turn, request) =>
      turn.state.phase.name === "Paused"
        ? did(turn, request, { ...resumed(turn), retrying: true, stepSince: turn.now, held: 0 })
        : restart(turn, request),
  },
  resume: {
    refuses: ({ state }) => {
      if (state.phase.name !== "Paused") return `nothing to resume: the rollout is ${state.phase.name}`;
      return isStepped(state.phase) ? STEPPED : undefined;
    },
    does: (turn, request) => did(turn, request, resumed(turn)),
  },
  promote: {
    refuses: ({ state }) => {
      const { name } = state.phase;
      if (isStepped(state.phase)) return STEPPED;
      if (name === "AwaitingApproval") return "approvals are not passed over";
      return name === "Progressing" || name === "Paused" ? undefined : `nothing to promote: the rollout is ${name}`;
    },
    does: promote,
  },
  start: {
    refuses: ({ state, evidence }, request) => {
      if (!evidence.offer) return "there is no release to start";
      if (Object.keys(evidence.adopted ?? {}).length > 0) return undefined;
      if (evidence.offer.release === state.release)
        return isLive(state) ? `${state.id} is under way` : `${state.id} was of this release: retry begins it anew`;
      if (!Object.hasOwn(state.bad, evidence.offer.release)) return "it starts by itself";
      return unlessForced(state, evidence.offer.release, request);
    },
    does: (turn, request) => {
      const { bad } = turn.state;
      const offered = turn.evidence.offer?.release;
      return did(turn, request, {
        bad: Object.fromEntries(Object.entries(bad).filter(([release]) => release !== offered)),
      });
    },
  },
};
/** What lowers exposure, or holds it where it is. */
export const LOWERING: ReadonlySet<Verb> = new Set([...TAKING_BACK, "pause"]);
const STEPPED = "it was stepped down: retry climbs again, abort ends it";

/** What is bad may not return, unless somebody says why it may. */
const unlessForced = ({ bad }: RolloutState, release: string, { force, why }: RolloutRequest): string | undefined =>
  !Object.hasOwn(bad, release) || (force === true && why !== "")
    ? undefined
    : `${release} is bad (${bad[release]}): --force with a reason lets it return`;

const isStepped = (phase: Phase): boolean =>
  phase.name === "Paused" && (phase.reason === "SteppedDown" || phase.reason === "Escalated");

const thawed = (phase: Phase): Phase =>
  phase.name === "Frozen" && phase.healthy !== null
    ? { name: "Healthy", outcome: phase.healthy }
    : { name: "Degraded", why: phase.name === "Frozen" ? phase.why : "", times: null };

/** Under a new number, by the plan of the default branch. */
function restart(turn: Turn, { actor, why }: RolloutRequest): Turn {
  const { state, now, evidence } = turn;
  if (!evidence.offer) return turn;
  const { plan } = evidence.offer;
  return { ...became(turn, again(state, evidence.offer, now), { event: "retry", actor, why }), plan };
}

/** Going on where it stood; what failed or was unclear counts anew, from new verdicts. */
const resumed = ({ plan, state, now }: Turn): Partial<RolloutState> => ({
  phase: { name: state.step === 0 ? "Pending" : "Progressing" },
  metrics: calmed(state.metrics),
  deadlineFrom: now,
  ...(isTrial(plan.steps[state.step]) && { stepSince: now, held: 0 }),
});
/** What it read, failed or not, is of before: it begins anew. */
const isTrial = (step: RolloutStep | undefined): boolean => step?.kind === "burnIn" || step?.kind === "benchmark";

const PASSED_OVER: ReadonlySet<RolloutStep["kind"]> = new Set(["pause", "analysis", "burnIn", "benchmark"]);

/** What waits is passed over, once or to the end; what is asked or run is not. */
function promote(turn: Turn, { actor, why, full = false }: RolloutRequest): Turn {
  const { plan, state, now } = turn;
  const present = plan.steps[state.step];
  const kind = present?.kind;
  const over = !full && kind !== undefined && PASSED_OVER.has(kind);
  const changes = {
    ...resumed(turn),
    ...(over ? { step: state.step + 1, stepSince: now, held: 0 } : {}),
    hurry: state.hurry || full,
    ...(present?.kind === "monitor" && { checkpoints: passedOver(state.checkpoints) }),
  };
  return became(turn, changes, { event: full ? "promote-full" : "promote", actor, why });
}

/** Those that wait are missed: whoever promotes knows. */
const passedOver = (checkpoints: RolloutState["checkpoints"]): RolloutState["checkpoints"] =>
  Object.fromEntries(Object.entries(checkpoints).map(([key, one]) => [key, { ...one, end: one.end ?? "missed" }]));

/** One pointer write, no steps. */
function undo(turn: Turn, { actor, why }: RolloutRequest): Turn {
  const { plan, state, now } = turn;
  const good = goodBefore(plan, state);
  if ("refused" in good) return turn;
  const left = stableOf(state);
  const environments = eachEnvironment(state, (one) => ({ ...one, active: good.release, stable: good.release }));
  const times = { t0: null, t1: now, t2: null, t3: null, t4: null };
  const changes = {
    phase: { name: "RollingBack", why, times, paged: false },
    environments,
    bad: left === null ? state.bad : { ...state.bad, [left]: why },
  } as const;
  const event = { event: "undo", actor, why: `${why}: back to ${good.release}` };
  return notified(became(turn, changes, event), "on-rollout-aborted", why, true);
}
