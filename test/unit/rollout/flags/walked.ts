import { FlagdCore } from "@openfeature/flagd-core";
import { createHash } from "node:crypto";
import type { WalkedRollout } from "../../../../src/rollout/flags/compile-flags.ts";
import type { Plan } from "../../../../src/rollout/plan.ts";
import type { Exposure, Phase, Pointers } from "../../../../src/rollout/state.ts";

export const STABLE_RELEASE = `sha256:${"a".repeat(64)}`;
export const CANARY_RELEASE = `sha256:${"b".repeat(64)}`;
/** In an hour of real time: the evaluator reads its own clock. */
export const later = (): number => Date.now() + 3_600_000;

interface Given {
  readonly name?: string;
  readonly number?: number;
  readonly phase?: Phase;
  readonly steps?: Plan["steps"];
  readonly exclude?: Readonly<Record<string, readonly string[]>>;
  readonly flagKey?: string;
  readonly exposure?: Partial<Exposure & Pointers>;
}

/** A rollout of one environment, at 10 % unless something else is given. */
export function walked(given: Given = {}): WalkedRollout {
  const { name = "team-a", number = 42, phase = { name: "Progressing" }, steps = [], exclude = {}, exposure } = given;
  return {
    plan: {
      name,
      digest: `sha256:${"0".repeat(64)}`,
      steps,
      metrics: [],
      prerequisites: [],
      environments: [
        {
          name: "production",
          target: { kind: "git", branch: "agents" },
          flagKey: given.flagKey ?? `${name}.production`,
          exclude,
        },
      ],
      lease: 7_200_000,
      onNewRelease: "restart",
      waits: { begin: 1, decision: 1, onTimeout: "abort" },
      deadline: 1,
      rollback: { target: 1, stepDownTarget: 1, inFlight: "drain", automatic: true, window: 3 },
      escalation: { stepDowns: 3, retries: 1 },
      outcome: { complete: [], pivot: [] },
      historyLimit: 10,
    },
    state: {
      version: 1,
      rollout: name,
      id: `${name}/r${number}`,
      number,
      release: CANARY_RELEASE,
      plan: `sha256:${"0".repeat(64)}`,
      commit: "c".repeat(40),
      risk: "low",
      phase,
      startedAt: 0,
      tickedAt: 0,
      step: 0,
      stepSince: 0,
      changedAt: 0,
      held: 0,
      hurry: false,
      deadlineFrom: 0,
      environments: {
        production: {
          weight: 10,
          values: {},
          lease: later(),
          active: STABLE_RELEASE,
          stable: STABLE_RELEASE,
          canary: CANARY_RELEASE,
          ...exposure,
        },
      },
      metrics: {},
      stepDowns: {},
      retrying: false,
      failedRetries: 0,
      jobs: {},
      readings: {},
      baselines: {},
      checkpoints: {},
      steppedDown: null,
      approvedBy: {},
      untold: [],
      answered: [],
      history: [],
      bad: {},
    },
  };
}

/** What the evaluator of flagd says of a task, asked as agents shall ask it. */
export function evaluator(flags: string): (context: Readonly<Record<string, string>>, key?: string) => Evaluated {
  const core = new FlagdCore(undefined, undefined, { disableDynamicCodeGeneration: true });
  core.setConfigurations(flags);
  return (context, key = "team-a.production") => {
    const { value, variant, reason, flagMetadata } = core.resolveObjectEvaluation(
      key,
      { release: "the caller's" },
      context,
    );
    return { value, variant, reason, flagMetadata };
  };
}
export interface Evaluated {
  readonly value: unknown;
  readonly variant: string | undefined;
  readonly reason: string | undefined;
  readonly flagMetadata: unknown;
}

/** A task by its number: keys are hexadecimal, since evaluators hash others in different ways. */
export const task = (number: number): { readonly targetingKey: string } => ({
  targetingKey: createHash("sha256").update(`task ${number}`).digest("hex"),
});
