/** What a pipeline has to know of a rollout that it moves. */
export interface RolloutShape {
  /** The name of its specification in `rollouts/`. */
  readonly name: string;
  /** The environment of the forge that has the key: the last one of the rollout. */
  readonly environment: string;
  /** How many milliseconds all of its jobs may take that a tick may run. */
  readonly jobs: number;
  /** Who is asked, in which environments of the rollout: by role, or null for anybody who may. */
  readonly approvals: readonly { readonly environment: string; readonly role: string | null }[];
  /** What a tick takes besides the key: of metrics, and of those who are told. */
  readonly variables: readonly GivenVariable[];
  /** How golden cases are run, where its staging asks for some. */
  readonly golden?: { readonly commands: boolean };
}

/** A variable of a job by its name, and whose it is: a secret, a secret or a plain variable, or the job's own token. */
export interface GivenVariable {
  readonly name: string;
  readonly of: "secret" | "secretOrVariable" | "token";
}

/** The environment of a forge whose reviewers let a step go on: `production-approval`, or `production-approval-qa`. */
export const approvalEnvironment = (environment: string, role: string | null): string =>
  `${environment}-approval${role === null ? "" : `-${role}`}`;

/** Minutes that a tick may take whose jobs take no time. */
export const BARE_TICK = { github: 30, gitlab: 15 } as const;
/** Machines of GitHub end a job after six hours: https://docs.github.com/actions/reference/limits, read 2026-11-30. */
const LONGEST = 360;

/** Minutes after which a forge ends a tick: who ended it within a job would have it begin anew each time. */
export const minutesOf = ({ jobs }: RolloutShape, bare: number): number =>
  Math.min(LONGEST, bare + Math.ceil(jobs / 60_000));
