import type { Digest, Plan, RolloutStep } from "./plan.ts";
import type { RolloutState } from "./state.ts";

/** What a forge shows of a deployment. */
export type DeploymentStatus = "in_progress" | "success" | "failure" | "inactive";

/** A release that was given to somebody in an environment by a step, as a forge shows it. */
export interface DeploymentRecord {
  readonly environment: string;
  /** Of the last environment, where those are who use it. */
  readonly production: boolean;
  readonly task: string;
  /** The commit that the release was made of. */
  readonly commit: string;
  readonly payload: {
    /** The attempt: `team-a/r3`. */
    readonly rollout: string;
    readonly step: string;
    readonly weight: number;
    readonly release: Digest;
    readonly previous: Digest | null;
  };
  readonly status: DeploymentStatus;
  /** Of 140 characters at most. */
  readonly description: string;
}

/** What the task of every record of ours begins with. */
export const TASK = "agent-ci:";
/** Of the record of a rollback, where others have the id of a step. */
const ROLLBACK = "rollback";
type Exposing = Extract<RolloutStep, { kind: "setWeight" | "switch" }>;

/**
 * What a forge is to show of a rollout: one record for each step that gave its release to somebody, and one for the way
 * back. It follows from the state alone, so that it can be made anew at any time, and nothing is ever read from it.
 */
export function deploymentsOf(plan: Plan, state: RolloutState): readonly DeploymentRecord[] {
  const given = plan.steps.slice(0, state.step).filter(isExposing);
  const lowered = plan.steps.filter(isExposing).filter(({ id }) => Object.hasOwn(state.stepDowns, id));
  const failed = lowered.filter((step) => !given.includes(step));
  const production = plan.environments.at(-1)?.name;
  const record = (step: Exposing, status: DeploymentStatus, why: string): DeploymentRecord => {
    const weight = step.kind === "setWeight" ? step.weight : 100;
    return {
      environment: step.environment,
      production: step.environment === production,
      task: `${TASK}${step.kind}`,
      commit: state.commit,
      payload: {
        rollout: state.id,
        step: step.id,
        weight,
        release: state.release,
        previous: previousOf(state, step.environment),
      },
      status,
      description: inShort(`${state.id}: ${weight} %${why === "" ? "" : `, ${why}`}`),
    };
  };
  return [
    ...given.map((step) => {
      const isLast = given.findLast(({ environment }) => environment === step.environment) === step;
      return isLast ? record(step, ...standing(plan, state, step)) : record(step, "inactive", "");
    }),
    ...failed.map((step) => record(step, "failure", "stepped down")),
    ...[...new Set(given.map(({ environment }) => environment))].flatMap((environment) =>
      wayBack(state, environment, environment === production),
    ),
  ];
}

/** What was given there before; at the end of a rollout its own release is the stable one. */
function previousOf({ environments, history, release }: RolloutState, environment: string): Digest | null {
  const stable = environments[environment]?.stable ?? null;
  return stable === release ? (history.findLast(({ end }) => end === "Healthy")?.release ?? null) : stable;
}

const isExposing = (step: RolloutStep): step is Exposing => step.kind === "setWeight" || step.kind === "switch";

/** How the last step of an environment stands that gave something. */
function standing(plan: Plan, state: RolloutState, { environment }: Exposing): readonly [DeploymentStatus, string] {
  const { phase } = state;
  switch (phase.name) {
    case "Healthy":
      return ["success", phase.outcome];
    case "RollingBack":
    case "Degraded":
    case "Failed":
      return ["failure", phase.why];
    case "Frozen":
      return phase.healthy === null ? ["failure", phase.why] : ["success", `frozen: ${phase.why}`];
    case "Paused":
      return ["in_progress", `paused: ${phase.why}`];
    default: {
      const isOver = !plan.steps.slice(state.step).some((step) => step.environment === environment);
      return [isOver ? "success" : "in_progress", ""];
    }
  }
}

/** Of a release that was taken back, what is given in its place; nothing where nothing was there before. */
function wayBack(state: RolloutState, environment: string, production: boolean): readonly DeploymentRecord[] {
  const { phase, history, id, release } = state;
  const isBack = phase.name === "RollingBack" || phase.name === "Degraded";
  const stable = state.environments[environment]?.stable ?? null;
  const commit = history.findLast((one) => one.release === stable)?.commit;
  if (!isBack || stable === null || commit === undefined) return [];
  return [
    {
      environment,
      production,
      task: `${TASK}${ROLLBACK}`,
      commit,
      payload: { rollout: id, step: ROLLBACK, weight: 100, release: stable, previous: release },
      status: phase.name === "Degraded" ? "success" : "in_progress",
      description: inShort(`${id} taken back: ${phase.why}`),
    },
  ];
}

/** https://docs.github.com/rest/deployments/statuses#create-a-deployment-status, read 2026-11-30. */
const LONGEST = 140;
const inShort = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
