import type { Metric, RolloutStep } from "../plan.ts";
import { showSpan } from "../spec/duration.ts";
import type { EnvironmentState, Outcome, RolloutState } from "../state.ts";
import { intended } from "./exposure.ts";
import { compareGolden } from "./compare-golden.ts";
import { metricRecord } from "./metric-record.ts";
import { silent, watched } from "./metrics.ts";
import { areHeld, hear, shownSubject } from "./approvals.ts";
import { reachCheckpoints, wasMissed } from "./checkpoints.ts";
import { blocked, neverEnds, passed, stay, timedOut, waitingSince } from "./passing.ts";
import { calmed, rollBack } from "./roll-back.ts";
import { tellVerdicts } from "./tell-verdict.ts";
import { benchmark, burnIn, settledBaselines } from "./trials.ts";
import { became, eachEnvironment, ITSELF, paused, notified, type Turn, waiting } from "./turn.ts";

/** Walks as many steps as have nothing left to wait for. */
export function progress(turn: Turn): Turn {
  let at = turn;
  for (let next = advance(at); next !== at; next = advance(at)) at = next;
  return at;
}

/** One step further, or the same turn, with what it waits for. */
function advance(turn: Turn): Turn {
  const { plan, state, evidence } = turn;
  const { phase } = state;
  if (phase.name === "Paused" || !GOES_ON.has(phase.name)) return turn;
  if (evidence.uncovered !== null)
    return stay(turn, `nothing is raised from a state that nobody signed: ${evidence.uncovered}`);
  const step = plan.steps[state.step];
  if (!step) return complete(turn);
  const missing = step.needs.find((name) => evidence.prerequisites[name] !== null);
  if (missing !== undefined) {
    const found = evidence.prerequisites[missing];
    const why = `prerequisite ${missing}: ${found ?? "was not looked at"}`;
    // Of what this very tick has begun nobody has looked at anything yet.
    return phase.name === "Pending" && typeof found === "string" ? rollBack(turn, { why }) : blocked(turn, why);
  }
  if (phase.name === "Pending")
    return became(turn, { phase: { name: "Progressing" } }, { event: "started", actor: ITSELF, why: state.id });
  return take(turn, step);
}
const GOES_ON: ReadonlySet<string> = new Set(["Pending", "Progressing", "AwaitingApproval", "Monitoring"]);

function take(turn: Turn, step: RolloutStep): Turn {
  switch (step.kind) {
    case "setWeight":
      return expose(turn, step, step.weight);
    case "switch":
      return expose(turn, step, 100);
    case "setValues":
      return passed(turn, step, JSON.stringify(step.values), {
        changedAt: turn.now,
        metrics: calmed(turn.state.metrics),
      });
    case "pause":
      return hold(turn, step);
    case "analysis":
      return analyse(turn, step);
    case "approval":
      return ask(turn, step);
    case "job":
      return run(turn, step);
    case "burnIn":
      return burnIn(turn, step);
    case "benchmark":
      return benchmark(turn, step);
    case "golden":
      return compareGolden(turn, step);
    default:
      return monitor(turn, step);
  }
}

/** Nobody is given a release that is not what it says, nor one from which there is no way back. */
function expose(turn: Turn, step: RolloutStep, weight: number): Turn {
  const { plan, state, evidence, now } = turn;
  const one = state.environments[step.environment];
  const present = intended(plan, state.step, step.environment).weight;
  if (one && weight > present) {
    const failing = watched(turn).find(
      ({ name, dryRun, onFailure }) =>
        !dryRun && onFailure !== "warn" && metricRecord(state, name).failingSince !== null,
    );
    if (failing) return stay(turn, `${failing.name} fails: nothing is raised within its grace`);
    const needed = [state.release, ...(one.stable === null ? [] : [one.stable])];
    const broken = needed.find((release) => evidence.intact[release] !== null);
    if (broken !== undefined)
      return blocked(turn, `${broken} was not verified: ${evidence.intact[broken] ?? "it was not looked at"}`);
  }
  const switched = step.kind === "switch" ? { environments: activated(turn, step.environment) } : {};
  const changed = weight === present ? {} : { changedAt: now, metrics: calmed(state.metrics) };
  return passed(turn, step, `${step.environment} at weight ${weight}`, { ...changed, ...switched });
}

function activated({ state }: Turn, environment: string): RolloutState["environments"] {
  return eachEnvironment(state, (one, name) => (name === environment ? { ...one, active: state.release } : one));
}

function hold(turn: Turn, step: Extract<RolloutStep, { kind: "pause" }>): Turn {
  const { plan, now, state, evidence } = turn;
  if (state.hurry) return passed(turn, step, "passed over");
  const waited = now - waitingSince(state);
  if (step.duration === undefined) {
    if (waited < (step.timeout ?? plan.waits.decision)) return stay(turn, "held until somebody promotes");
    if (step.onTimeout === "promote") return passed(turn, step, "nobody objected in time");
    return timedOut(turn, step.onTimeout, `${step.id}: nobody promoted in time`);
  }
  const enough = evidence.samples >= step.minSamples;
  const unclear = silent(turn);
  const isLong = step.maxDuration === undefined || waited >= step.maxDuration;
  if (state.held >= step.duration && enough && unclear && isLong) return unheard(turn, unclear, step.id);
  if (state.held >= step.duration && enough && !unclear)
    return passed(turn, step, `held ${showSpan(state.held)}, ${evidence.samples} samples`);
  if (!enough && step.maxDuration !== undefined && waited >= step.maxDuration) {
    const why = `${step.id}: ${evidence.samples} of ${step.minSamples} samples after ${showSpan(waited)}`;
    return paused(turn, { name: "Paused", reason: "InsufficientData", why });
  }
  return stay(
    turn,
    `held ${showSpan(state.held)} of ${showSpan(step.duration)}, ${evidence.samples} of ${step.minSamples} samples${unclear ? `; ${unclear.name} says nothing yet` : ""}`,
  );
}

/** No news is no good news: what was waited for is over, and a metric that watched it has not said anything. */
function unheard(turn: Turn, { name }: Metric, id: string): Turn {
  const evidence = tellVerdicts(turn.state, [name]);
  const why = `${id}: its time is over, and ${name} says nothing: ${metricRecord(turn.state, name).why}`;
  return paused(turn, { name: "Paused", reason: "Inconclusive", why }, { evidence });
}

/** Passes when each of its metrics was measured since the last change, and passed. */
function analyse(turn: Turn, step: Extract<RolloutStep, { kind: "analysis" }>): Turn {
  const { now, state, plan } = turn;
  if (state.hurry) return passed(turn, step, "passed over");
  const metrics = plan.metrics.filter(({ name, dryRun }) => step.metrics.includes(name) && !dryRun);
  const open = metrics.filter(({ name, count, consecutiveSuccessLimit }) => {
    const { at, verdict, taken, passesInRow } = metricRecord(state, name);
    const isOld = at < state.stepSince || at <= state.changedAt;
    return verdict !== "pass" || taken < count || passesInRow < consecutiveSuccessLimit || isOld;
  });
  const all = metrics.map(({ name }) => name);
  const evidence = tellVerdicts(state, all);
  if (open.length === 0) return passed(turn, step, all.join(", "), {}, evidence);
  const names = open.map(({ name }) => name).join(", ");
  if (now - waitingSince(state) > step.timeout) {
    const why = `${step.id}: ${names} did not pass in time`;
    return paused(turn, { name: "Paused", reason: "Inconclusive", why }, { evidence });
  }
  return stay(turn, `${names} has not passed yet`);
}

function ask(turn: Turn, step: Extract<RolloutStep, { kind: "approval" }>): Turn {
  const { now, state } = turn;
  if (!isAsked(turn, step.when)) return passed(turn, step, "no approval is needed");
  const { known, turn: heard, other } = hear(turn, step.id);
  if (heard !== turn) return heard;
  const people = [...new Set(known.map(({ person }) => person))];
  if (people.length >= step.count && areHeld(step.roles, known))
    return passed(turn, step, `approved by ${people.join(", ")}`);
  if (now - waitingSince(state) >= step.timeout)
    return timedOut(turn, step.onTimeout, `${step.id}: not approved in time`);
  const why = `${people.length} of ${Math.max(step.count, step.roles.length)} approvals of ${shownSubject(state)}${other}`;
  if (state.phase.name === "AwaitingApproval") return stay(turn, why);
  const asked = became(
    turn,
    { phase: { name: "AwaitingApproval" } },
    { event: "asked-approval", actor: ITSELF, why: step.id },
  );
  return waiting(notified(asked, "on-rollout-paused", `${step.id} asks for approval`), why);
}

/** The first release of an environment has nothing to go back to; one with more authority may do more than before. */
function isAsked({ state, plan }: Turn, when: "always" | "first" | "risk" | "firstOrRisk"): boolean {
  const environment = plan.steps[state.step]?.environment;
  const first = environment !== undefined && state.environments[environment]?.stable === null;
  const risky = state.risk === "high";
  if (when === "always") return true;
  if (when === "first") return first;
  return when === "risk" ? risky : first || risky;
}

function run(turn: Turn, step: Extract<RolloutStep, { kind: "job" }>): Turn {
  const { state, evidence } = turn;
  const { jobs, jobsOf = state.id } = evidence;
  const ends = { ...state.jobs, ...(jobsOf === state.id && jobs) };
  const end = Object.hasOwn(ends, step.id) ? ends[step.id] : undefined;
  if (end === "passed") return passed(turn, step, step.name, { jobs: { ...state.jobs, [step.id]: end } });
  if (end === "failed") return rollBack(turn, { why: `${step.name} failed` });
  if (neverEnds(turn, step)) return rollBack(turn, { why: `${step.name} did not end in time` });
  const why = `${step.name} runs`;
  if (turn.waits === why) return turn;
  const action = { kind: "job", step: step.id, command: step.command, timeout: step.timeout } as const;
  return { ...waiting(turn, why), actions: [...turn.actions, action] };
}

function monitor(turn: Turn, step: Extract<RolloutStep, { kind: "monitor" }>): Turn {
  const { state } = turn;
  if (state.phase.name !== "Monitoring")
    return became(
      turn,
      { phase: { name: "Monitoring" }, environments: activated(turn, step.environment) },
      { event: "activated", actor: ITSELF, why: `${state.release} is active in ${step.environment}` },
    );
  const reached = reachCheckpoints(turn, step);
  if (reached.turn !== turn) return reached.turn;
  const unclear = state.hurry ? undefined : silent(turn);
  const isOver = state.held >= step.duration && reached.open.length === 0;
  if (isOver && unclear) return unheard(turn, unclear, step.id);
  if (isOver) return passed(turn, step, `watched for ${showSpan(state.held)}`);
  const watchedFor = `watched ${showSpan(state.held)} of ${showSpan(step.duration)}`;
  return stay(turn, [watchedFor, ...reached.waits].join("; "));
}

/** The release is the stable one from here on, with the values that it was tried with. */
function complete(turn: Turn): Turn {
  const { state, plan } = turn;
  const settled = (one: EnvironmentState, name: string): EnvironmentState => ({
    active: state.release,
    stable: state.release,
    canary: null,
    stableValues: { ...one.stableValues, ...intended(plan, state.step, name).values },
    weight: 0,
    values: {},
    lease: null,
  });
  const outcome = outcomeOf(turn);
  const environments = eachEnvironment(state, settled);
  const changes = { phase: { name: "Healthy", outcome }, environments, baselines: settledBaselines(turn) } as const;
  const why = `${state.release}: ${outcome}`;
  return waiting(
    notified(became(turn, changes, { event: "completed", actor: ITSELF, why }), "on-rollout-completed", why),
    "",
  );
}

function outcomeOf({ plan, state }: Turn): Outcome {
  const last = (name: string) => metricRecord(state, name).verdict;
  if (plan.outcome.pivot.some((name) => last(name) === "fail")) return "PIVOT";
  return plan.outcome.complete.every((name) => last(name) === "pass") && !wasMissed(state) ? "COMPLETE" : "INCOMPLETE";
}
