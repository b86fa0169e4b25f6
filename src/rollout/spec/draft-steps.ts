import { layerAt, originAt } from "../../config/layer.ts";
import type { Origin } from "../../config/origin.ts";
import type { RolloutStep, Watchfulness } from "../plan.ts";
import { readSpan } from "./duration.ts";
import type {
  RolloutSpec,
  WrittenAnalysis,
  WrittenApproval,
  WrittenBlueGreen,
  WrittenMonitoring,
  WrittenPause,
  WrittenStep,
  WrittenSteps,
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

type Distributed<T> = T extends unknown
  ? Omit<T, "id" | "stage" | "environment" | "line" | "needs" | "watches">
  : never;
/** What a step does, without where it stands. */
type Doing = Distributed<RolloutStep>;

/** A part of the way: where it stands, for which environment, and what is judged all along. */
interface Stage {
  readonly name: string;
  readonly keys: readonly string[];
  readonly environment: string;
}
interface Standing {
  readonly keys: readonly string[];
  readonly watches?: readonly string[];
  readonly needs?: readonly string[];
  readonly needsKeys?: readonly string[];
}

/** All steps of a specification in their order, those that it leaves unsaid written out. */
export function draftSteps(spec: RolloutSpec, measured: Measuring): readonly DraftedStep[] {
  const steps: DraftedStep[] = [];
  const counts = new Map<string, number>();
  let needs: { readonly names: readonly string[]; readonly keys: readonly string[] } = { names: [], keys: [] };

  const add = ({ name, keys: stageKeys, environment }: Stage, doing: Doing, standing: Standing): void => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const at = originAt(spec.layer, standing.keys);
    const before = needs;
    needs = { names: [], keys: [] };
    const own = standing.needs ?? [];
    const step: RolloutStep = {
      ...doing,
      id: `${name}/${count}`,
      stage: name,
      environment,
      line: at.line ?? 1,
      needs: [...new Set([...before.names, ...own])],
      watches: standing.watches ?? [],
    };
    const needsAt = (index: number): Origin =>
      index < before.names.length
        ? originAt(spec.layer, [...before.keys, String(index)])
        : originAt(spec.layer, [...standing.keys, "prerequisites", String(index - before.names.length)]);
    steps.push({ step, at, environmentAt: originAt(spec.layer, [...stageKeys, "environment"]), needsAt });
  };

  const metricsOf = (analysis: WrittenAnalysis, stage: Stage, keys: readonly string[]): readonly string[] =>
    useTemplates(spec, analysis, { keys, environment: stage.environment }, measured);

  const addWritten = (
    stage: Stage,
    steps_: readonly WrittenStep[],
    keys: readonly string[],
    watched: Watched,
  ): void => {
    for (const [index, written] of steps_.entries()) {
      const here = [...keys, String(index)];
      const watches = index >= watched.from ? watched.metrics : [];
      const names = written.analysis ? metricsOf(written.analysis, stage, [...here, "analysis"]) : [];
      add(stage, doingOf(written, names), { keys: here, watches, needs: written.prerequisites });
    }
  };

  let asked = false;
  const askOnce = (stage: Stage): void => {
    const keys = layerAt(spec.layer, ["approval"]) ? ["approval"] : stage.keys;
    if (!asked) add(stage, approvalOf(spec.spec.approval), { keys });
    asked = true;
  };

  const addSteps = (stage: Stage, { analysis, steps: written }: WrittenSteps, whole: boolean): readonly string[] => {
    const metrics = analysis ? metricsOf(analysis, stage, [...stage.keys, "analysis"]) : [];
    const watched = { metrics, from: analysis?.startingStep ?? 0 };
    if (whole && written[0]?.setWeight === undefined)
      add(stage, { kind: "setWeight", weight: 100 }, { keys: stage.keys, watches: watched.from === 0 ? metrics : [] });
    addWritten(stage, written, [...stage.keys, "steps"], watched);
    return metrics;
  };

  const addBlueGreen = (stage: Stage, written: WrittenBlueGreen): readonly string[] => {
    const { smokeTests, soak, prePromotionAnalysis: pre, postPromotionAnalysis: post } = written;
    const at = (...keys: readonly string[]): Standing => ({ keys: [...stage.keys, ...keys] });
    const metrics = post ? metricsOf(post, stage, [...stage.keys, "postPromotionAnalysis"]) : [];
    for (const [index, test] of smokeTests.entries())
      add(stage, { kind: "job", ...test, timeout: readSpan(test.timeout) }, at("smokeTests", String(index)));
    if (soak !== undefined)
      add(stage, { kind: "pause", duration: readSpan(soak), minSamples: 0, onTimeout: "hold" }, at("soak"));
    if (pre)
      add(
        stage,
        {
          kind: "analysis",
          metrics: metricsOf(pre, stage, [...stage.keys, "prePromotionAnalysis"]),
          timeout: readSpan(pre.timeout),
        },
        at("prePromotionAnalysis"),
      );
    if (!written.autoPromotionEnabled)
      add(stage, { kind: "pause", minSamples: 0, onTimeout: "hold" }, at("autoPromotionEnabled"));
    add(stage, { kind: "switch" }, at());
    if (post)
      add(
        stage,
        { kind: "analysis", metrics, timeout: readSpan(post.timeout) },
        { ...at("postPromotionAnalysis"), watches: metrics },
      );
    const duration = readSpan(written.scaleDownDelay);
    add(stage, { kind: "monitor", duration, schedule: [] }, { ...at("scaleDownDelay"), watches: metrics });
    return metrics;
  };

  /** The last stage of it, and what is watched there. */
  const addStrategy = (strategy: WrittenStrategy, keys: readonly string[], prefix: string): End | undefined => {
    let end: End | undefined;
    for (const kind of ["staging", "canary", "blueGreen"] as const) {
      const part = strategy[kind];
      if (!part) continue;
      const stage = { name: prefix + kind, keys: [...keys, kind], environment: part.environment };
      if (kind !== "staging") askOnce(stage);
      const metrics = "steps" in part ? addSteps(stage, part, kind === "staging") : addBlueGreen(stage, part);
      end = { stage, metrics };
    }
    return end;
  };

  const { strategy, sequence = [], monitoring } = spec.spec;
  let end = strategy && addStrategy(strategy, ["strategy"], "");
  for (const [index, element] of sequence.entries()) {
    const keys = ["sequence", String(index)];
    needs = { names: element.prerequisites, keys: [...keys, "prerequisites"] };
    end = addStrategy(element.strategy, [...keys, "strategy"], `${element.name}/`);
    if (element.gate && end)
      addWritten({ ...end.stage, name: `${element.name}/gate` }, element.gate, [...keys, "gate"], {
        metrics: end.metrics,
        from: 0,
      });
  }
  if (monitoring && end) {
    const more = useTemplates(spec, monitoring, { keys: ["monitoring"], environment: end.stage.environment }, measured);
    const watches = [...new Set([...end.metrics, ...more])];
    add(end.stage, { kind: "monitor", ...watchOf(monitoring) }, { keys: ["monitoring"], watches });
  }
  return steps;
}

interface Watched {
  readonly metrics: readonly string[];
  readonly from: number;
}
interface End {
  readonly stage: Stage;
  readonly metrics: readonly string[];
}

function doingOf(written: WrittenStep, metrics: readonly string[]): Doing {
  const { setWeight, setValues, pause, analysis, approval, job } = written;
  if (setWeight !== undefined) return { kind: "setWeight", weight: setWeight };
  if (setValues) return { kind: "setValues", values: setValues };
  if (analysis) return { kind: "analysis", metrics, timeout: readSpan(analysis.timeout) };
  if (approval) return approvalOf(approval);
  if (job) return { kind: "job", name: job.name, command: job.command, timeout: readSpan(job.timeout) };
  return pauseOf(pause ?? { minSamples: 0, onTimeout: "hold" });
}

const pauseOf = ({ duration, maxDuration, timeout, minSamples, onTimeout }: WrittenPause): Doing => ({
  kind: "pause",
  ...(duration !== undefined && { duration: readSpan(duration) }),
  minSamples,
  ...(maxDuration !== undefined && { maxDuration: readSpan(maxDuration) }),
  ...(timeout !== undefined && { timeout: readSpan(timeout) }),
  onTimeout,
});

const approvalOf = ({ when, count, roles, timeout, onTimeout }: WrittenApproval): Doing => ({
  kind: "approval",
  when,
  count,
  roles,
  timeout: readSpan(timeout),
  onTimeout,
});

function watchOf({ duration, schedule = [] }: WrittenMonitoring): {
  readonly duration: number;
  readonly schedule: readonly Watchfulness[];
} {
  const spans = schedule.map(({ for: time, every }) => ({ for: readSpan(time), every: readSpan(every) }));
  const sum = spans.reduce((total, { for: time }) => total + time, 0);
  return { duration: duration === undefined ? sum : readSpan(duration), schedule: spans };
}
