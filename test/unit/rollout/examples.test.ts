import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goodReadings } from "../../../scripts/demo/good-readings.ts";
import { checkpointKey } from "../../../src/rollout/reconcile/checkpoints.ts";
import { intended } from "../../../src/rollout/reconcile/exposure.ts";
import { toPlan } from "../../../src/rollout/spec/draft-plan.ts";
import { readSpec } from "../../../src/rollout/spec/read-spec.ts";
import type { Plan, Response } from "../../../src/rollout/plan.ts";
import type { RolloutEvidence } from "../../../src/rollout/reconcile/evidence.ts";
import type { RolloutState } from "../../../src/rollout/state.ts";
import { digest, HOUR, measured, request, simulate } from "../../support/rollouts.ts";

const FOLDER = join(import.meta.dirname, "../../../examples/rollouts");
const MOST_TICKS = 24 * 365;

const plans = readdirSync(FOLDER).map((file) => {
  const read = readSpec(readFileSync(join(FOLDER, file), "utf8"), file);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("\n"));
  return [file, toPlan(read.spec)] as const;
});

/** Everything is as it should be, but for metrics that fail once `when` holds. */
function evidenceOf(
  plan: Plan,
  state: RolloutState | null,
  now: number,
  fails: (name: string) => boolean,
): Partial<RolloutEvidence> {
  const roles = plan.steps.flatMap((step) => (step.kind === "approval" ? step.roles : []));
  const by = [...roles, null, null].map((role, index) => ({ person: `person-${index}`, role }));
  return {
    verdicts: Object.fromEntries(plan.metrics.map(({ name }) => [name, measured(fails(name) ? "fail" : "pass", now)])),
    samples: 1000,
    jobs: Object.fromEntries(plan.steps.flatMap(({ id, kind }) => (kind === "job" ? [[id, "passed" as const]] : []))),
    readings: goodReadings(plan, state),
    prerequisites: Object.fromEntries(plan.prerequisites.map(({ name }) => [name, null])),
    approvals: Object.fromEntries(askedIn(plan).map((key) => [key, { by, rejected: null }])),
    intact: { [digest("new")]: null },
  };
}

/** All that somebody may be asked: steps, and what is confirmed while a release is watched. */
const askedIn = (plan: Plan): readonly string[] =>
  plan.steps.flatMap((step) => [
    step.id,
    ...(step.kind === "monitor" ? step.checkpoints.map((one) => checkpointKey(step, one)) : []),
  ]);

/** Ticks every hour until the rollout is over or waits for a decision; `seen` is told each state. */
function drive(
  plan: Plan,
  fails: (name: string, state: RolloutState) => boolean = () => false,
  seen: (state: RolloutState) => void = () => {},
  instead: (told: Partial<RolloutEvidence>, state: RolloutState | null, now: number) => Partial<RolloutEvidence> = (
    told,
  ) => told,
): RolloutState {
  const rollout = simulate(plan);
  rollout.tick(0, (now) =>
    instead(
      evidenceOf(plan, null, now, () => false),
      null,
      now,
    ),
  );
  for (let count = 0; count < MOST_TICKS; count += 1) {
    const { state } = rollout;
    seen(state);
    if (ENDS.has(state.phase.name)) return state;
    const { waits } = rollout.tick(HOUR, (now) =>
      instead(
        evidenceOf(plan, state, now, (name) => fails(name, state)),
        state,
        now,
      ),
    );
    if (waits === "held until somebody promotes")
      rollout.tick(HOUR, (now) => ({
        ...evidenceOf(plan, state, now, (name) => fails(name, state)),
        requests: [request("promote")],
      }));
  }
  throw new Error(`still ${rollout.phase.name} at step ${rollout.state.step} after a year`);
}
const ENDS = new Set(["Healthy", "Degraded", "Failed", "Frozen", "Paused"]);

/** What a metric that goes on failing comes to. A stepped-down rollout waits for somebody, or fails once more. */
const ENDINGS: Readonly<Record<Response, readonly string[]>> = {
  warn: ["Healthy"],
  pause: ["Paused"],
  stepDown: ["Paused", "Degraded"],
  abort: ["Degraded", "Failed"],
  emergencyDisable: ["Frozen"],
};

const lastOf = (plan: Plan): string => plan.environments.at(-1)?.name ?? "";
const weightIn = (state: RolloutState, environment: string): number => state.environments[environment]?.weight ?? 0;

describe.each(plans)("%s", (_file, plan) => {
  const environment = lastOf(plan);

  test("a good release comes to its end, and climbs by the weights of its steps", () => {
    const weights = new Set<number>();
    const end = drive(plan, undefined, (state) => void weights.add(weightIn(state, environment)));
    expect(end.phase).toEqual({ name: "Healthy", outcome: "COMPLETE" });
    expect(end.environments[environment]).toMatchObject({ active: digest("new"), stable: digest("new"), weight: 0 });
    const wanted = plan.steps.flatMap((step) =>
      step.environment !== environment
        ? []
        : step.kind === "setWeight"
          ? [step.weight]
          : step.kind === "switch"
            ? [100]
            : [],
    );
    expect([...weights].filter((weight) => weight > 0).toSorted((a, b) => a - b)).toEqual(
      [...new Set(wanted)].filter((weight) => isHeld(plan, weight)).toSorted((a, b) => a - b),
    );
  });

  test.each(plan.metrics.filter(({ dryRun }) => !dryRun).map(({ name, onFailure }) => [name, onFailure] as const))(
    "a release whose %s fails everywhere from the first weight on: %s",
    (name, onFailure) => {
      const end = drive(plan, (metric, state) => metric === name && intendedAnywhere(plan, state));
      const looked = plan.steps.some(
        ({ watches, ...step }) => watches.includes(name) || (step.kind === "analysis" && step.metrics.includes(name)),
      );
      const endings = onFailure === "warn" ? ["Healthy", "Paused"] : ENDINGS[onFailure];
      const awaited = plan.steps.flatMap((step) =>
        step.kind === "monitor" ? step.checkpoints.filter(({ metrics }) => metrics.includes(name)) : [],
      );
      const unmet = awaited.map(({ onTimeout }) => (onTimeout === "abort" ? "Degraded" : "Paused"));
      expect(looked ? endings : unmet.length > 0 ? unmet : ["Healthy"]).toContain(end.phase.name);
      if (end.phase.name === "Healthy" || end.phase.name === "Paused") return;
      for (const { weight, lease, active, stable } of Object.values(end.environments))
        expect([weight, lease, active]).toEqual([0, null, stable]);
    },
  );
});

const trials = plans.flatMap(([file, plan]) =>
  plan.steps.flatMap((step) => {
    if (step.kind === "benchmark") return step.benchmarks.map(({ name }) => [file, plan, step.id, name] as const);
    return step.kind === "burnIn" ? step.limits.map(({ of }) => [file, plan, step.id, of] as const) : [];
  }),
);

test.each(trials)("%s: a release that does not keep to %3$s", (_file, plan, id, name) => {
  const end = drive(plan, undefined, undefined, ({ readings = {}, ...told }) => {
    const reading = readings[id];
    if (!reading || !("values" in reading.end)) return { readings, ...told };
    // A megabyte more with every run is a leak; of what is bounded it is too much.
    const value = (reading.end.values[name] ?? 0) + 1 + reading.run;
    return {
      ...told,
      readings: { ...readings, [id]: { ...reading, end: { values: { ...reading.end.values, [name]: value } } } },
    };
  });
  expect(end.phase).toMatchObject({ name: "Degraded", why: expect.stringContaining(name) });
  expect(end.environments["production"]).toMatchObject({ weight: 0, active: null });
});

const confirmed = plans.flatMap(([file, plan]) =>
  plan.steps.flatMap((step) =>
    step.kind === "monitor" ? step.checkpoints.map((one) => [file, one.name, plan, step, one] as const) : [],
  ),
);

test.each(confirmed)("%s: nobody confirms %s", (_file, _name, plan, step, one) => {
  const end = drive(plan, undefined, undefined, (told) => ({
    ...told,
    approvals: Object.fromEntries(
      Object.entries(told.approvals ?? {}).filter(([key]) => key !== checkpointKey(step, one)),
    ),
  }));
  expect(end.phase).toMatchObject(
    one.onTimeout === "abort" ? { name: "Degraded" } : { name: "Paused", reason: "Checkpoint" },
  );
});

/** Whether anybody anywhere is given the release by now. */
const intendedAnywhere = (plan: Plan, { step }: RolloutState): boolean =>
  plan.environments.some(({ name }) => intended(plan, step, name).weight > 0);

/** A weight is seen between two ticks where something holds it: the last one may be over within its tick. */
const isHeld = (plan: Plan, weight: number): boolean => {
  const at = plan.steps.findIndex(
    (step) => (step.kind === "setWeight" ? step.weight : step.kind === "switch" ? 100 : 0) === weight,
  );
  return plan.steps.slice(at + 1).some(({ kind }) => kind === "pause" || kind === "monitor");
};
