import { layerAt, originAt } from "../../config/layer.ts";
import type { Origin } from "../../config/origin.ts";
import type { MonitorCheckpoint, RolloutStep } from "../plan.ts";
import { approvalOf, benchmarksOf, type Doing, doingOf, goldenOf, jobOf, watchOf } from "./step-action.ts";
import { readSpan } from "./duration.ts";
import type {
  NamedWrittenJob,
  RolloutSpec,
  WrittenAnalysis,
  WrittenApproval,
  WrittenBenchmark,
  WrittenBlueGreen,
  WrittenMonitoring,
  WrittenStep,
  WrittenStrategy,
} from "./spec.ts";
import { type Measuring, useTemplates } from "./use-templates.ts";

/** A step, and where what it says stands. */
export interface DraftedStep {
  readonly step: RolloutStep;
  readonly at: Origin;
  readonly environmentAt: Origin;
  /** Of what it needs, by its number. */
  readonly needsAt: (index: number) => Origin;
}

/** A part of the way: where it stands, and for which environment. */
interface Stage {
  readonly name: string;
  readonly keys: readonly string[];
  readonly environment: string;
}
/** Where a step stands, and what holds for it besides what it does. */
interface Standing {
  readonly keys: readonly string[];
  readonly watches?: readonly string[];
  readonly needs?: readonly string[];
}
/** What has been drafted so far, and what the next step takes up. */
interface Walk {
  readonly spec: RolloutSpec;
  readonly measuring: Measuring;
  readonly steps: DraftedStep[];
  /** What a part of a sequence needs: its first step does. */
  needs: { readonly names: readonly string[]; readonly keys: readonly string[] };
  /** Somebody has been asked already whether it may leave staging. */
  isAsked: boolean;
}
/** The last stage of a strategy, and what is watched there. */
interface End {
  readonly stage: Stage;
  readonly metrics: readonly string[];
}

const NO_NEEDS: Walk["needs"] = { names: [], keys: [] };

/** All steps of a specification in their order, those that it leaves unsaid written out. */
export function draftSteps(spec: RolloutSpec, measuring: Measuring): readonly DraftedStep[] {
  const walk: Walk = { spec, measuring, steps: [], needs: NO_NEEDS, isAsked: false };
  const { strategy, sequence = [], monitoring } = spec.spec;
  let end = strategy && addStrategy(walk, strategy, ["strategy"], "");
  for (const [index, element] of sequence.entries()) {
    const keys = ["sequence", String(index)];
    walk.needs = { names: element.prerequisites, keys: [...keys, "prerequisites"] };
    end = addStrategy(walk, element.strategy, [...keys, "strategy"], `${element.name}/`);
    const gate = end && { ...end.stage, name: `${element.name}/gate` };
    if (gate) addWritten(walk, gate, element.gate ?? [], [...keys, "gate"], () => end?.metrics ?? []);
  }
  if (end && monitoring) addMonitoring(walk, end, monitoring);
  return walk.steps;
}

function add(walk: Walk, { name, keys, environment }: Stage, doing: Doing, standing: Standing): void {
  const { spec, steps, needs: before } = walk;
  walk.needs = NO_NEEDS;
  const at = originAt(spec.layer, standing.keys);
  const step: RolloutStep = {
    ...doing,
    id: `${name}/${steps.filter(({ step: { stage } }) => stage === name).length + 1}`,
    stage: name,
    environment,
    line: at.line ?? 1,
    needs: [...new Set([...before.names, ...(standing.needs ?? [])])],
    watches: standing.watches ?? [],
  };
  const needsAt = (index: number): Origin =>
    index < before.names.length
      ? originAt(spec.layer, [...before.keys, String(index)])
      : originAt(spec.layer, [...standing.keys, "prerequisites", String(index - before.names.length)]);
  steps.push({ step, at, environmentAt: originAt(spec.layer, [...keys, "environment"]), needsAt });
}

const metricsOf = ({ spec, measuring }: Walk, analysis: WrittenAnalysis, stage: Stage, keys: readonly string[]) =>
  useTemplates(spec, analysis, { keys, environment: stage.environment }, measuring);

function addStrategy(walk: Walk, strategy: WrittenStrategy, keys: readonly string[], prefix: string): End | undefined {
  let end: End | undefined;
  for (const kind of ["staging", "canary", "blueGreen"] as const) {
    const part = strategy[kind];
    if (!part) continue;
    const stage = { name: prefix + kind, keys: [...keys, kind], environment: part.environment };
    if (kind !== "staging") askOnce(walk, stage);
    const metrics = "steps" in part ? addSteps(walk, stage, part) : addBlueGreen(walk, stage, part);
    end = { stage, metrics };
  }
  return end;
}

/** Before anybody outside staging gets the release. */
function askOnce(walk: Walk, stage: Stage): void {
  if (walk.isAsked) return;
  walk.isAsked = true;
  const { approval } = walk.spec.spec;
  if (isSignedOff(walk.steps.at(-1)?.step, approval)) return;
  const keys = layerAt(walk.spec.layer, ["approval"]) ? ["approval"] : stage.keys;
  add(walk, stage, approvalOf(approval), { keys });
}

/** Whoever signed off staging at its end has agreed to as much as `approval` asks, of every release. */
const isSignedOff = (last: RolloutStep | undefined, { count, roles }: WrittenApproval): boolean =>
  last?.kind === "approval" &&
  last.when === "always" &&
  last.count >= count &&
  roles.every((role) => last.roles.includes(role));

const kindOf = ({ stage }: Pick<RolloutStep, "stage">) => stage.slice(stage.lastIndexOf("/") + 1);
export const isStaging = (step: Pick<RolloutStep, "stage">): boolean => kindOf(step) === "staging";
/** A gate is where the strategy before it was. */
export const isOutside = (step: Pick<RolloutStep, "stage">): boolean => ["canary", "blueGreen"].includes(kindOf(step));

/** All of staging gets the release at once, unless its first step says how many do. */
function addSteps(
  walk: Walk,
  stage: Stage,
  { analysis, smokeTests = [], goldenReference, steps }: NonNullable<WrittenStrategy["staging"]>,
): readonly string[] {
  const metrics = analysis ? metricsOf(walk, analysis, stage, [...stage.keys, "analysis"]) : [];
  const from = analysis?.startingStep ?? 0;
  const watched = (index: number): readonly string[] => (index >= from ? metrics : []);
  // Whoever says how many get it says so first, and what it needs; smoke tests look at what is there.
  const given = steps[0]?.setWeight === undefined ? 0 : 1;
  if (isStaging({ stage: stage.name }) && given === 0)
    add(walk, stage, { kind: "setWeight", weight: 100 }, { keys: stage.keys, watches: watched(0) });
  const keys = [...stage.keys, "steps"];
  addWritten(walk, stage, steps.slice(0, given), keys, watched);
  addSmokeTests(walk, stage, smokeTests, watched(0));
  if (goldenReference)
    add(walk, stage, goldenOf(goldenReference), { keys: [...stage.keys, "goldenReference"], watches: watched(0) });
  addWritten(walk, stage, steps, keys, watched, given);
  return metrics;
}

function addWritten(
  walk: Walk,
  stage: Stage,
  steps: readonly WrittenStep[],
  keys: readonly string[],
  watched: (index: number) => readonly string[],
  from = 0,
): void {
  for (const [index, written] of steps.entries()) {
    if (index < from) continue;
    const here = [...keys, String(index)];
    const metrics = written.analysis ? metricsOf(walk, written.analysis, stage, [...here, "analysis"]) : [];
    const standing = { keys: here, watches: watched(index), needs: written.prerequisites };
    if (written.benchmarks) addBenchmarks(walk, stage, written.benchmarks, standing);
    else add(walk, stage, doingOf(written, walk.spec.spec.approval, metrics), standing);
  }
}

/** What all of them need holds before the first job. */
function addBenchmarks(
  walk: Walk,
  stage: Stage,
  written: readonly WrittenBenchmark[],
  { keys, needs = [], watches = [] }: Standing,
): void {
  for (const { first, doing } of benchmarksOf(written, stage.name)) {
    const here = first === 0 ? keys : [...keys, "benchmarks", String(first)];
    add(walk, stage, doing, { keys: here, needs: first === 0 ? needs : [], watches });
  }
}

function addSmokeTests(
  walk: Walk,
  stage: Stage,
  tests: readonly NamedWrittenJob[],
  watches: readonly string[] = [],
): void {
  for (const [index, test] of tests.entries())
    add(walk, stage, { kind: "job", ...jobOf(test) }, { keys: [...stage.keys, "smokeTests", String(index)], watches });
}

function addBlueGreen(walk: Walk, stage: Stage, written: WrittenBlueGreen): readonly string[] {
  const { smokeTests, soak, prePromotionAnalysis: pre, postPromotionAnalysis: post } = written;
  const at = (...keys: readonly string[]): Standing => ({ keys: [...stage.keys, ...keys] });
  const analyse = (key: string, analysis: WrittenAnalysis): Doing & { readonly kind: "analysis" } => ({
    kind: "analysis",
    metrics: metricsOf(walk, analysis, stage, [...stage.keys, key]),
    timeout: readSpan(analysis.timeout),
  });
  addSmokeTests(walk, stage, smokeTests);
  const hold = { kind: "pause", minSamples: 0, onTimeout: "hold" } as const;
  if (soak !== undefined) add(walk, stage, { ...hold, duration: readSpan(soak) }, at("soak"));
  if (pre) add(walk, stage, analyse("prePromotionAnalysis", pre), at("prePromotionAnalysis"));
  if (!written.autoPromotionEnabled) add(walk, stage, hold, at("autoPromotionEnabled"));
  add(walk, stage, { kind: "switch" }, at());
  const after = post && analyse("postPromotionAnalysis", post);
  const watches = after?.metrics ?? [];
  if (after) add(walk, stage, after, { ...at("postPromotionAnalysis"), watches });
  const duration = readSpan(written.scaleDownDelay);
  add(walk, stage, { kind: "monitor", duration, schedule: [], checkpoints: [] }, { ...at("scaleDownDelay"), watches });
  return watches;
}

function addMonitoring(walk: Walk, { stage, metrics }: End, monitoring: WrittenMonitoring): void {
  const keys = ["monitoring"];
  const more = useTemplates(walk.spec, monitoring, { keys, environment: stage.environment }, walk.measuring);
  const watches = [...new Set([...metrics, ...more])];
  const checkpoints = monitoring.checkpoints.map((one, index): MonitorCheckpoint => {
    const chosen = { keys: [...keys, "checkpoints", String(index)], environment: stage.environment };
    const { name, confirmations, roles, onTimeout } = one;
    return {
      name,
      after: readSpan(one.after),
      metrics: useTemplates(walk.spec, one, chosen, walk.measuring),
      confirmations,
      roles,
      timeout: readSpan(one.timeout),
      onTimeout,
    };
  });
  add(walk, stage, { kind: "monitor", ...watchOf(monitoring), checkpoints }, { keys, watches });
}
