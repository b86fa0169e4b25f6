import type { Phase, RolloutState } from "../state.ts";
import { again } from "./begin.ts";
import { type RolloutRequest, VERBS } from "./evidence.ts";
import { calmed, freeze, goodBefore, rollBack, stableOf } from "./roll-back.ts";
import { became, eachEnvironment, isLive, noted, told, type Turn } from "./turn.ts";

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
  const refused = refusal(turn, request);
  if (refused !== undefined)
    return noted(turn, { event: `${request.verb}-refused`, actor: request.actor, why: refused });
  const { state, now, evidence } = turn;
  const { why, actor } = request;
  const did = (changes: Partial<RolloutState>): Turn => became(turn, changes, { event: request.verb, actor, why });
  switch (request.verb) {
    case "emergency-disable":
      return freeze(turn, { why, actor });
    case "abort":
      return rollBack(turn, { why, actor });
    case "pause":
      return told(did({ phase: { name: "Paused", reason: "Requested", why } }), "on-rollout-paused", why);
    case "undo":
      return undo(turn, request);
    case "unfreeze":
      return did({ phase: thawed(state.phase) });
    case "retry":
      return state.phase.name === "Paused"
        ? did({ ...resumed(turn), retrying: true, stepSince: now, held: 0 })
        : restart(turn, request);
    case "resume":
      return did(resumed(turn));
    case "promote":
      return promote(turn, request);
    case "start": {
      const bad = Object.fromEntries(
        Object.entries(state.bad).filter(([release]) => release !== evidence.offer?.release),
      );
      return did({ bad });
    }
  }
}

/** Why a request is not heeded; undefined where it is. What lowers exposure is refused only where there is none. */
export function refusal(turn: Turn, { verb, force, why }: RolloutRequest): string | undefined {
  const { state, plan, evidence } = turn;
  const { phase } = state;
  const lowers = verb === "emergency-disable" || verb === "abort" || verb === "pause";
  if (!lowers && evidence.uncovered !== null) return `nobody signed this state: ${evidence.uncovered}`;
  switch (verb) {
    case "emergency-disable":
      return phase.name === "Frozen" ? "it is frozen already" : undefined;
    case "abort":
      return isLive(state) ? undefined : `nothing to abort: the rollout is ${phase.name}`;
    case "pause":
      return isLive(state) && phase.name !== "Paused" ? undefined : `nothing to pause: the rollout is ${phase.name}`;
    case "undo": {
      if (phase.name !== "Healthy" && phase.name !== "Degraded")
        return `only what came to its end is undone: the rollout is ${phase.name}${isLive(state) ? "; abort it" : ""}`;
      const good = goodBefore(plan, state);
      return "refused" in good ? good.refused : undefined;
    }
    case "unfreeze":
      if (phase.name !== "Frozen") return "it is not frozen";
      return evidence.unfreeze.length > 0 ? undefined : "leaving it needs an approval";
    case "retry":
      return retryRefusal(turn, force === true && why !== "");
    case "resume":
      if (phase.name !== "Paused") return `nothing to resume: the rollout is ${phase.name}`;
      return isStepped(phase) ? "it was stepped down: retry climbs again, abort ends it" : undefined;
    case "promote":
      if (isStepped(phase)) return "it was stepped down: retry climbs again, abort ends it";
      if (phase.name === "AwaitingApproval") return "approvals are not passed over";
      return phase.name === "Progressing" || phase.name === "Paused"
        ? undefined
        : `nothing to promote: the rollout is ${phase.name}`;
    case "start":
      if (!evidence.offer) return "there is no release to start";
      if (!Object.hasOwn(state.bad, evidence.offer.release)) return "it starts by itself";
      return force === true && why !== "" ? undefined : badly(state, evidence.offer.release);
  }
}

function retryRefusal(turn: Turn, forced: boolean): string | undefined {
  const { state } = turn;
  const { phase } = state;
  if (isStepped(phase)) return undefined;
  if (phase.name !== "Degraded" && phase.name !== "Failed") return `nothing to retry: the rollout is ${phase.name}`;
  if (!turn.evidence.offer) return "the specification is not there";
  return Object.hasOwn(state.bad, state.release) && !forced ? badly(state, state.release) : undefined;
}

const badly = (state: RolloutState, release: string): string =>
  `${release} is bad (${state.bad[release]}): --force with a reason lets it return`;

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
const resumed = ({ state, now }: Turn): Partial<RolloutState> => ({
  phase: { name: state.step === 0 ? "Pending" : "Progressing" },
  metrics: calmed(state.metrics),
  deadlineFrom: now,
});

/** What waits is passed over, once or to the end; what is asked or run is not. */
function promote(turn: Turn, { actor, why, full = false }: RolloutRequest): Turn {
  const { plan, state, now } = turn;
  const kind = plan.steps[state.step]?.kind;
  const over = !full && (kind === "pause" || kind === "analysis");
  const changes = {
    ...resumed(turn),
    ...(over ? { step: state.step + 1, stepSince: now, held: 0 } : {}),
    hurry: state.hurry || full,
  };
  return became(turn, changes, { event: full ? "promote-full" : "promote", actor, why });
}

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
  return told(became(turn, changes, event), "on-rollout-aborted", why, true);
}
