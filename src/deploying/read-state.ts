import type { StateRead } from "../host/state/state-branch.ts";
import { hasHalves } from "../ledger/entry.ts";
import {
  boolean,
  finite,
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  orNull,
  type Read,
  readJson,
  recordOf,
  string,
} from "../model/read-value.ts";
import { UsageError } from "../model/usage-error.ts";
import type { StepValues } from "../rollout/plan.ts";
import { instant, judgement, outcome, rollbackTimes } from "../rollout/state-parts.ts";
import { type RolloutRequest, VERBS } from "../rollout/reconcile/evidence.ts";
import {
  type Approver,
  type CheckpointRecord,
  type EnvironmentState,
  type Figure,
  type FormerRelease,
  type MetricRecord,
  type Notice,
  PAUSE_REASONS,
  type Phase,
  type TrialRun,
  type RolloutState,
  type StepDownRecord,
} from "../rollout/state.ts";

const reason = oneOf(PAUSE_REASONS);

type PhaseName = Phase["name"];
type Fields<N extends PhaseName> = {
  readonly [K in keyof Extract<Phase, { name: N }>]: Read<Extract<Phase, { name: N }>[K]>;
};
const PHASES: { readonly [N in PhaseName]: Fields<N> } = {
  Pending: { name: oneOf(["Pending"]) },
  Progressing: { name: oneOf(["Progressing"]) },
  Paused: { name: oneOf(["Paused"]), reason, why: string, since: instant },
  AwaitingApproval: { name: oneOf(["AwaitingApproval"]) },
  Monitoring: { name: oneOf(["Monitoring"]) },
  Healthy: { name: oneOf(["Healthy"]), outcome },
  RollingBack: { name: oneOf(["RollingBack"]), why: string, times: rollbackTimes, paged: boolean },
  Degraded: { name: oneOf(["Degraded"]), why: string, times: orNull(rollbackTimes) },
  Failed: { name: oneOf(["Failed"]), why: string },
  Frozen: { name: oneOf(["Frozen"]), why: string, healthy: orNull(outcome) },
};
const isPhaseName = (name: string): name is PhaseName => Object.hasOwn(PHASES, name);
const phase: Read<Phase> = (value, at) => {
  const { name } = object({ name: string })(value, at);
  if (!isPhaseName(name)) throw new Mismatch(`${at}/name is not one of ${Object.keys(PHASES).join(", ")}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields are those of that phase
  return (object as (fields: unknown) => Read<Phase>)(PHASES[name])(value, at);
};

const stepValue: Read<string | number | boolean> = (value, at) => {
  if (typeof value === "string" || typeof value === "boolean") return value;
  return finite(value, at);
};
const values: Read<StepValues> = recordOf(stepValue);
const environment = object<EnvironmentState>({
  weight: integer(0),
  values,
  stableValues: values,
  lease: orNull(instant),
  active: orNull(string),
  stable: orNull(string),
  canary: orNull(string),
});
/** A number that a verdict rests on. */
export const figure: Read<Figure> = (value, at) => ({
  ...object({ name: string, value: finite, n: integer(0) })(value, at),
  ...optional({ low: finite, high: finite })(value, at),
});
const metric = object<MetricRecord>({
  at: instant,
  verdict: judgement,
  taken: integer(0),
  failures: integer(0),
  failingSince: orNull(instant),
  failuresInRow: integer(0),
  passesInRow: integer(0),
  inconclusive: integer(0),
  errors: integer(0),
  rule: string,
  why: string,
  figures: list(figure),
});
const former = object<FormerRelease>({
  release: string,
  commit: string,
  id: string,
  end: oneOf(["Healthy", "RolledBack", "Superseded", "Failed"]),
  at: instant,
});
const one: Read<1> = (value, at) => {
  if (value !== 1) throw new Mismatch(`${at} is not 1`);
  return 1;
};

const state = object<RolloutState>({
  version: one,
  rollout: string,
  id: string,
  number: integer(1),
  release: string,
  plan: string,
  commit: string,
  risk: oneOf(["low", "high"]),
  phase,
  startedAt: instant,
  tickedAt: instant,
  step: integer(0),
  stepSince: instant,
  changedAt: instant,
  held: integer(0),
  hurry: boolean,
  deadlineFrom: instant,
  environments: recordOf(environment),
  metrics: recordOf(metric),
  stepDowns: recordOf(integer(0)),
  steppedDown: orNull(object<StepDownRecord>({ at: instant, back: orNull(instant), paged: boolean })),
  retrying: boolean,
  failedRetries: integer(0),
  jobs: recordOf(oneOf(["passed", "failed"])),
  readings: recordOf(list(object<TrialRun>({ at: instant, values: recordOf(finite) }))),
  baselines: recordOf(recordOf(finite)),
  checkpoints: recordOf(object<CheckpointRecord>({ due: instant, end: orNull(oneOf(["passed", "missed"])) })),
  approvedBy: recordOf(list(object<Approver>({ person: string, role: orNull(string) }))),
  untold: list(
    object<Notice>({
      key: string,
      id: string,
      trigger: string,
      why: string,
      page: boolean,
      at: instant,
      to: list(string),
    }),
  ),
  answered: list(string),
  history: list(former),
  bad: recordOf(string),
});

/** The file of a state. Throws Mismatch where it is none. */
const readState = (text: string): RolloutState => state(readJson(text), "");

/** Throws UsageError where nobody has made the branch. */
export function expectBranch({ commit }: StateRead): void {
  if (commit === null)
    throw new UsageError("There is no branch of states yet. Make it, and the keys: agent-ci rollout init");
}

/** The same of a file on the branch. Throws UsageError, with what leads out. */
export function stateIn(text: string, rollout: string): RolloutState {
  try {
    return readState(text);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new UsageError(
      `The state of ${rollout} cannot be read: ${error.message}. Put the branch of states back to the last commit that \`agent-ci audit verify\` passes; until then nothing is raised, and leases end. An abort lowers the flags all the same.`,
    );
  }
}

/** The same state is the same bytes, in whatever order its parts were put together. */
export const renderState = (present: RolloutState): string => `${JSON.stringify(state(present, ""), null, 2)}\n`;

const LONGEST_REQUEST = 10_000;
const required = object({
  id: string,
  verb: oneOf(VERBS),
  actor: string,
  at: instant,
  why: string,
  full: boolean,
  force: boolean,
});

/** The file of a request, which anybody may have written who can write to the branch. Undefined where it is none. */
export function requestIn(text: string): RolloutRequest | undefined {
  try {
    const request = text.length > LONGEST_REQUEST ? undefined : required(readJson(text), "");
    // The log says what was asked, and has no way to say half of a character.
    return request && Object.values(request).some((value) => typeof value === "string" && hasHalves(value))
      ? undefined
      : request;
  } catch (error) {
    if (error instanceof Mismatch) return undefined;
    throw error;
  }
}
