import type { Plan } from "../plan.ts";
import type { Instant, RolloutState } from "../state.ts";
import { begin } from "./begin.ts";
import type { RolloutEvidence } from "./evidence.ts";
import { elapse, renewLeases } from "./exposure.ts";
import { judgeMetrics } from "./metrics.ts";
import { progress } from "./progress.ts";
import { answerRequests, LOWERING } from "./requests.ts";
import { finishRollback, finishStepDown, rollBack } from "./roll-back.ts";
import { type Action, became, isLive, ITSELF, noted, notified, paused, type RolloutEvent, type Turn } from "./turn.ts";

/** What a tick comes to. The state is the very one that was given where nothing changed. */
export interface Reconciled {
  readonly state: RolloutState | null;
  readonly actions: readonly Action[];
  readonly audit: readonly RolloutEvent[];
  /** What was measured for this tick and counted, by metric. */
  readonly measured: Turn["measured"];
  /** Why it does not go on; empty where it does, or is over. */
  readonly waits: string;
}

/**
 * One tick: where a rollout goes from here, by what is known now. Pure; asked again with the same it changes nothing.
 * `plan` is the one that the state was begun with.
 *
 * What lowers exposure comes before what raises it, and needs nothing else: no forge, no metric, no signature.
 */
export function reconcile(plan: Plan, state: RolloutState | null, now: Instant, evidence: RolloutEvidence): Reconciled {
  if (state === null) return first(now, evidence);
  if (now < state.tickedAt) return late(plan, state, evidence);
  const opened: Turn = { plan, now, evidence, state, events: [], actions: [], measured: {}, waits: null };
  const answered = keepWhole(answerRequests(elapse(opened)));
  const judged = finishRollback(finishStepDown(keepDeadline(callForDecision(judgeMetrics(answered)))));
  return close(opened, renewLeases(walk(judged)));
}

/**
 * By a clock that is behind the last tick nothing goes on; but whoever lowers exposure waits for no clock, and a state
 * that did not know of it would have its flags give again what was taken back.
 */
function late(plan: Plan, state: RolloutState, evidence: RolloutEvidence): Reconciled {
  const why = `the clock is behind the last tick, of ${new Date(state.tickedAt).toISOString()}`;
  const requests = evidence.requests.filter(({ id, verb }) => LOWERING.has(verb) && !state.answered.includes(id));
  const isRejected = Object.values(evidence.approvals).some(({ rejected }) => rejected !== null);
  if (requests.length === 0 && !isRejected) return nothing(state, why);
  return reconcile(plan, state, state.tickedAt, { ...evidence, offer: null, verdicts: {}, requests });
}

const further = (turn: Turn): Turn => judgeMetrics(progress(keepWhole(takeOffer(turn))));

/** A step that begins may look at what was measured by now; what it sees is answered before it goes on. */
function walk(turn: Turn): Turn {
  let at = turn;
  for (let next = further(at); next !== at; next = further(at)) at = next;
  return at;
}

const nothing = (state: RolloutState | null, waits: string): Reconciled => ({
  state,
  actions: [],
  audit: [],
  measured: {},
  waits,
});

function first(now: Instant, evidence: RolloutEvidence): Reconciled {
  const { offer } = evidence;
  if (!offer) return nothing(null, "there is no release to start");
  const state = begin(offer, now, null, evidence.adopted);
  const began = { event: "began", actor: ITSELF, why: offer.release };
  const { audit, ...rest } = reconcile(offer.plan, state, now, evidence);
  return { ...rest, audit: [began, ...adoptedIn(evidence), ...audit] };
}

/** What was there before, by somebody else's doing, and is what one goes back to from here on. */
const adoptedIn = ({ adopted = {} }: RolloutEvidence): readonly RolloutEvent[] =>
  Object.entries(adopted).map(([name, release]) => ({
    event: "adopted",
    actor: ITSELF,
    why: `${name}: ${release} was there before`,
  }));

/** A release that is no longer what it says is given to nobody. */
function keepWhole(turn: Turn): Turn {
  const { state, evidence } = turn;
  const broken = Object.hasOwn(evidence.intact, state.release) ? evidence.intact[state.release] : null;
  return isLive(state) && typeof broken === "string" ? rollBack(turn, { why: `${state.release}: ${broken}` }) : turn;
}

/** Whoever is asked does not answer for ever: what they would decide about is taken back, or they are called again. */
function callForDecision(turn: Turn): Turn {
  const { state, plan, now } = turn;
  const { phase } = state;
  if (phase.name !== "Paused" || now - phase.since < plan.waits.decision) return turn;
  const why = `nobody decided in time about what paused it: ${phase.why}`;
  if (plan.waits.onTimeout === "abort") return rollBack(turn, { why });
  const again = became(turn, { phase: { ...phase, since: now } }, { event: "called-again", actor: ITSELF, why });
  return notified(again, "on-rollout-paused", why, true);
}

function keepDeadline(turn: Turn): Turn {
  const { state, plan, now } = turn;
  if (!isLive(state) || state.phase.name === "Paused" || now - state.deadlineFrom <= plan.deadline) return turn;
  const why = "the rollout has not come to its end by its deadline";
  return paused(turn, { name: "Paused", reason: "Deadline", why }, { page: true });
}

/** Why what the default branch holds is not begun: empty where it is nothing new, undefined where it is to be begun. */
function notTaken({ state, plan, evidence }: Turn): string | undefined {
  const { offer } = evidence;
  if (!offer || evidence.uncovered !== null) return "";
  const { phase } = state;
  if (offer.release === state.release && (offer.plan.digest === state.plan || !isLive(state))) return "";
  if (phase.name === "RollingBack" || phase.name === "Frozen")
    return `${offer.release} waits: the rollout is ${phase.name}`;
  if (Object.hasOwn(state.bad, offer.release))
    return `${offer.release} is bad (${state.bad[offer.release]}): start it with --force and a reason`;
  if (Object.values(state.environments).every(({ stable }) => stable === offer.release)) return "";
  if (!isLive(state) || plan.onNewRelease === "restart") return undefined;
  return `${offer.release} ${plan.onNewRelease === "queue" ? "waits for the end of" : "is not taken during"} ${state.id}`;
}

/** What is tried was taken from the default branch again: whoever did that does not want it to go on. */
function isBackAtStable({ state, plan, evidence: { offer, uncovered } }: Turn): boolean {
  if (!offer || uncovered !== null || !isLive(state) || plan.onNewRelease !== "restart") return false;
  const isStable = Object.values(state.environments).every(({ stable }) => stable === offer.release);
  return isStable && offer.release !== state.release;
}

/** Something newer is on the default branch: nobody is given the old one any longer when it begins. */
function takeOffer(turn: Turn): Turn {
  const { state, plan, now, evidence } = turn;
  const { offer } = evidence;
  if (isBackAtStable(turn)) return rollBack(turn, { why: "the default branch is back at what is stable" });
  if (!offer || notTaken(turn) !== undefined) return turn;
  const superseded = isLive(state)
    ? noted(turn, { event: "superseded", actor: ITSELF, why: `${state.id} by ${offer.release}` })
    : turn;
  const event = { event: "began", actor: ITSELF, why: offer.release };
  // What holds by the names of the plan before need not hold by those of this one.
  const known = offer.plan.digest === plan.digest ? evidence : { ...evidence, prerequisites: {} };
  const begun = became(superseded, begin(offer, now, state, evidence.adopted), event);
  return { ...adoptedIn(evidence).reduce(noted, begun), plan: offer.plan, evidence: known };
}

/** What changed is written with a line of the log; where nothing did, nothing is. */
function close(opened: Turn, turn: Turn): Reconciled {
  const { state, actions, events, measured, now } = turn;
  const waits = turn.waits || notTaken(turn) || "";
  const unchanged = JSON.stringify(state) === JSON.stringify(opened.state);
  if (events.length === 0 && unchanged && (!isLive(state) || now === state.tickedAt))
    return { state: opened.state, actions, audit: [], measured, waits };
  const audit = events.length > 0 ? events : [{ event: "ticked", actor: ITSELF, why: waits }];
  return { state: { ...state, tickedAt: now }, actions, audit, measured, waits };
}
