import type { StateBranch, StateRead } from "../host/state/state-branch.ts";
import type { OpenTarget } from "../host/targets/target.ts";
import { type Coverage, coverage, statePath } from "../ledger/coverage.ts";
import { SIGNING_KEY } from "../ledger/keys.ts";
import type { SigningKey, VerifyingKey } from "../ledger/note.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Digest, Plan } from "../rollout/plan.ts";
import {
  type ReadEnd,
  type RolloutEvidence,
  type RolloutOffer,
  type RolloutRequest,
  TAKING_BACK,
} from "../rollout/reconcile/evidence.ts";
import { reconcile, type Reconciled } from "../rollout/reconcile/reconcile.ts";
import { stableOf } from "../rollout/reconcile/roll-back.ts";
import { type Action, isLive } from "../rollout/reconcile/turn.ts";
import type { ReleaseContents } from "../rollout/release/release.ts";
import type { RolloutState } from "../rollout/state.ts";
import { withNotices } from "../rollout/notices/notice.ts";
import { type Notifying, tellNotices } from "./tell-notices.ts";
import { adoptPointers } from "./adopt-pointers.ts";
import { bringReleases } from "./bring-releases.ts";
import { applyState } from "./apply-state.ts";
import { expectBranch, stateIn } from "./read-state.ts";
import { requestsOf, withoutSecrets } from "./requests.ts";
import { lowerFlags, writeTransition } from "./write-transition.ts";

/** What a tick is given: a rollout, where it is remembered, where it leads to, and who tells what is known. */
export interface Tick {
  readonly plan: Plan;
  /** What the checkout holds, and of which commit. */
  readonly contents: ReleaseContents;
  readonly commit: string;
  /** The branch has moved on since: what the checkout holds is not begun, and what is under way goes on. */
  readonly outdated?: boolean;
  readonly branch: StateBranch;
  readonly trusted: readonly VerifyingKey[];
  /** Absent where this is not the job that has it: nothing is raised then. */
  readonly signing: SigningKey | undefined;
  readonly targets: ReadonlyMap<string, OpenTarget>;
  readonly now: () => number;
  /** By whom, for the log. */
  readonly actor: string;
  /** The plan that a rollout was begun with, where that is no longer the one of the checkout. */
  readonly planOf: (state: RolloutState) => Promise<Plan>;
  /** Of the release of the checkout, against the one that is stable. */
  readonly risk: (stable: Digest | null, state: RolloutState | null) => Promise<RolloutState["risk"]>;
  /** What whoever holds the key asks for, besides the requests on the branch. */
  readonly requests?: readonly RolloutRequest[];
  /** Whoever starts it wants what targets point at by somebody else's doing taken over as what is stable. */
  readonly adopts?: boolean;
  /** What else is known of this state: what was measured, who approved, what holds. */
  readonly look: (plan: Plan, state: RolloutState | null, now: number) => Promise<Looked>;
  /** Who is told of what; absent: nobody. */
  readonly notifying?: Notifying;
  /** Runs a job of a release, which need not be the one of the checkout. */
  readonly run: (job: Extract<Action, { kind: "job" }>, release: Digest) => Promise<StepJobEnd>;
}
/** Numbers where the job was asked for some. */
export type StepJobEnd = "passed" | "failed" | ReadEnd;
export type Looked = Pick<
  RolloutEvidence,
  "verdicts" | "samples" | "prerequisites" | "approvals" | "golden" | "unfreeze" | "acknowledged" | "drained"
>;

/** What a tick came to. */
export interface Ticked extends Reconciled {
  /** The one that the rollout goes by from now on. */
  readonly plan: Plan;
  /** The state was written, or there was nothing to write. */
  readonly written: boolean;
  /** Why nothing was written that raises. */
  readonly uncovered: string | null;
  /** What could not be made as the state wants it; the next tick tries again. */
  readonly faults: readonly string[];
  /** Who could not be told, and why; it is tried again for a day. */
  readonly unreached: readonly string[];
}

/** How a job ended that this tick ran, and of which attempt it is: one that began meanwhile has to run its own. */
interface JobRun {
  readonly id: string;
  readonly step: string;
  /** Of a job that prints numbers. */
  readonly run: number | undefined;
  readonly end: StepJobEnd;
}

/** As often somebody else may be first: who wins is done, so that ten at once all come to an end. */
const MOST_LOST = 20;
/** Steps with a job that one tick walks. */
const MOST_JOBS = 50;

/**
 * One tick: reads, decides, writes all of it as one commit, and makes it so. Who is ended in between is finished by
 * whoever ticks next: what was written is asked for again, and what was not has not happened.
 */
export async function tick(from: Tick): Promise<Ticked> {
  const jobs: JobRun[] = [];
  const audit: Ticked["audit"][number][] = [];
  for (let count = 0; count < MOST_JOBS; count += 1) {
    const ticked = await once(from, jobs);
    audit.push(...ticked.audit);
    const { state } = ticked;
    const open = ticked.actions.flatMap((action) => (action.kind === "job" && ticked.written ? [action] : []));
    if (open.length === 0 || state === null) return { ...ticked, audit, unreached: await toldOf(from, ticked) };
    for (const job of open)
      jobs.push({ id: state.id, step: job.step, run: job.reads?.run, end: await from.run(job, state.release) });
  }
  throw new UsageError(`More than ${MOST_JOBS} jobs follow each other: put a pause between them.`);
}

/** After all is written, and as it shall be: nobody is told what may not have happened. */
async function toldOf(from: Tick, { state, written, uncovered }: Ticked): Promise<readonly string[]> {
  const { signing, notifying } = from;
  if (state === null || !written || uncovered !== null || !signing || !notifying) return [];
  // What has to be read anew says by what plan.
  const plan = state.plan === from.plan.digest ? from.plan : await from.planOf(state).catch(() => undefined);
  return plan ? tellNotices({ ...from, plan, signing, notifying }, state) : [];
}

async function once(from: Tick, jobs: readonly JobRun[]): Promise<Ticked> {
  for (let lost = 0; lost < MOST_LOST; lost += 1) {
    const read = await from.branch.read();
    expectBranch(read);
    const ticked = await decide(from, read, jobs);
    if (ticked !== "lost") return ticked;
  }
  throw new UsageError(`Others wrote the state ${MOST_LOST} times while this tick was at work. Run it again.`);
}

async function decide(from: Tick, read: StateRead, jobs: readonly JobRun[]): Promise<Ticked | "lost"> {
  const { name } = from.plan;
  // One time for all of it: what was measured for this tick is of this tick.
  const now = from.now();
  const uncovered = whyNot(coverage(read.bytes, read.brought, name, from.trusted), from.signing);
  const text = read.files.get(statePath(name));
  const state = text === undefined ? null : stateIn(text, name);
  const requests = [...requestsOf(read.files, name), ...(from.requests ?? [])].map(withoutSecrets);
  const plan = await planFor(from, state, requests);
  const adopts = from.adopts === true || requests.some(({ verb }) => verb === "start");
  const { adopted, foreign } = await adoptPointers(from, state, plan, adopts);
  const strange = [...foreign.values()];
  if (state === null && strange.length > 0) throw new UsageError(strange.map((one) => `${one}.`));
  const targets = new Map([...from.targets].filter(([environment]) => !foreign.has(environment)));
  const seen = { state, plan, requests, uncovered, jobs, now, adopted };
  const { evidence, keep } = await gather({ ...from, targets, outdated: from.outdated || strange.length > 0 }, seen);
  const result = withNotices(reconcile(plan, state, now, evidence), from.notifying?.subscriptions ?? {}, now);
  const present = result.state;
  const presentPlan = present === null || present.plan === from.plan.digest ? from.plan : plan;
  const ended = { ...result, plan: presentPlan, uncovered };
  if (present === null) return { ...ended, written: true, faults: [], unreached: [] };
  if (uncovered !== null || !from.signing) {
    const lowered = await lowerFlags(from, { read, state, result, plan: presentPlan, now });
    return lowered === "lost" ? lowered : { ...ended, state, written: false, faults: strange, unreached: [] };
  }
  const outcome = await writeTransition(
    { ...from, signing: from.signing },
    { read, state, result, plan: presentPlan, now },
  );
  if (outcome === "lost") return outcome;
  const faults = await applyState(targets, present, keep(present));
  return { ...ended, written: true, faults: [...strange, ...faults], unreached: [] };
}

/** A state is believed when a key vouches for it; and only who has it may write another. */
function whyNot({ covered, reasons }: Coverage, signing: SigningKey | undefined): string | null {
  if (!covered) return reasons.join("; ");
  return signing ? null : `this job has no key to sign with: give it ${SIGNING_KEY}`;
}

/**
 * The plan that it was begun with. Where nobody can read that any longer, such as after its commit is gone, what is
 * over or is taken back goes by the plan of the checkout: it climbs no step of either.
 */
async function planFor(from: Tick, state: RolloutState | null, requests: readonly RolloutRequest[]): Promise<Plan> {
  if (state === null || state.plan === from.plan.digest) return from.plan;
  try {
    return await from.planOf(state);
  } catch (error) {
    const ends = !isLive(state) || requests.some(({ verb }) => TAKING_BACK.has(verb));
    if (error instanceof UsageError && ends) return from.plan;
    throw error;
  }
}

interface Seen {
  readonly state: RolloutState | null;
  readonly plan: Plan;
  readonly requests: readonly RolloutRequest[];
  readonly uncovered: string | null;
  readonly jobs: readonly JobRun[];
  readonly now: number;
  readonly adopted: NonNullable<RolloutEvidence["adopted"]>;
}

async function gather(from: Tick, { state, plan, requests, uncovered, jobs, now, adopted }: Seen) {
  const stable = state === null ? null : stableOf(state);
  const own = jobs.filter(({ id }) => id === state?.id);
  const offer: RolloutOffer | null =
    from.outdated === true
      ? null
      : {
          release: from.contents.digest,
          commit: from.commit,
          // Of what was there before nobody knows what it lets agents do.
          risk: Object.keys(adopted).length > 0 ? "high" : await from.risk(stable, state),
          plan: from.plan,
        };
  const evidence: RolloutEvidence = {
    ...(await from.look(plan, state, now)),
    offer,
    jobs: Object.fromEntries(own.flatMap(({ step, end }) => (typeof end === "string" ? [[step, end]] : []))),
    readings: Object.fromEntries(
      own.flatMap(({ step, run, end }) => (run === undefined ? [] : [[step, { run, end: readOf(end) }]])),
    ),
    jobsOf: state?.id ?? "",
    requests,
    adopted,
    intact: await bringReleases(from, state, requests),
    uncovered,
    writtenAt: state?.phase.name === "RollingBack" ? state.tickedAt : null,
  };
  return { evidence, keep: (present: RolloutState) => releasesOf(plan, present, now) };
}

const readOf = (end: StepJobEnd): ReadEnd => (typeof end === "string" ? { unreadable: "it printed no numbers" } : end);

/**
 * What a rollback, an undo or a switch may need: none of it is removed. Once a release has been the good one for as
 * long as `decommissionAfter` says, those before it may go; an archive brings them back.
 */
function releasesOf(plan: Plan, state: RolloutState, now: number): readonly Digest[] {
  const { release, environments, history, phase, stepSince } = state;
  const pointed = Object.values(environments).flatMap(({ active, stable, canary }) => [active, stable, canary]);
  const isOver =
    phase.name === "Healthy" && plan.decommissionAfter !== undefined && now - stepSince >= plan.decommissionAfter;
  const former = isOver ? [] : history.slice(-plan.rollback.window).map((one) => one.release);
  return [...new Set([release, ...pointed.filter((one) => one !== null), ...former])];
}
