/** What a pipeline has to know of a rollout that it moves. */
export interface RolloutShape {
  /** The name of its specification in `rollouts/`. */
  readonly name: string;
  /** The environment of the forge that has the key: the last one of the rollout. */
  readonly environment: string;
  /** Who is asked, in which environments of the rollout: by role, or null for anybody who may. */
  readonly approvals: readonly { readonly environment: string; readonly role: string | null }[];
}

/** The environment of a forge whose reviewers let a step go on: `production-approval`, or `production-approval-qa`. */
export const approvalEnvironment = (environment: string, role: string | null): string =>
  `${environment}-approval${role === null ? "" : `-${role}`}`;
