import type { LayerMap } from "../../config/layer.ts";
import type { WrittenAlerts } from "../alerts/written-alerts.ts";
import type { BurnInLimit, Digest, OnTimeout, Response, StepValues, TrialFailure } from "../plan.ts";

/** A specification that keeps to its schema, as it is written, with its defaults. */
export interface RolloutSpec {
  readonly name: string;
  /** Of the bytes of the file: what approvals and the audit log are bound to. */
  readonly digest: Digest;
  readonly spec: WrittenRollout;
  /** Where all of that stands. */
  readonly layer: LayerMap;
  readonly templates: ReadonlyMap<string, Template>;
}
export interface Template {
  readonly name: string;
  readonly spec: WrittenTemplate;
  readonly layer: LayerMap;
}

export interface WrittenRollout {
  /** Without it a specification can be looked at, and not be started. */
  readonly bundle?: { readonly include: readonly string[] };
  readonly environments: Readonly<Record<string, { readonly target: WrittenTarget }>>;
  readonly routing: {
    readonly flagd: {
      readonly flagKey?: string;
      readonly leaseDuration: string;
      readonly exclude: Readonly<Record<string, readonly string[]>>;
    };
  };
  readonly prerequisites: readonly WrittenPrerequisite[];
  readonly strategy?: WrittenStrategy;
  readonly sequence?: readonly WrittenElement[];
  readonly approval: WrittenApproval;
  readonly monitoring?: WrittenMonitoring;
  readonly outcome: { readonly complete?: WrittenChoice; readonly pivot?: WrittenChoice };
  readonly rollback: {
    readonly rollbackTimeTarget: string;
    readonly stepDownTimeTarget: string;
    readonly inFlight: "drain" | "cancel" | "let-finish";
    readonly automatic: boolean;
  };
  readonly waits: { readonly begin: string; readonly decision: string; readonly onTimeout: "abort" | "hold" };
  readonly escalation: { readonly stepDowns: number; readonly retries: number };
  readonly onNewRelease: "restart" | "queue" | "reject";
  readonly progressDeadlineSeconds: number;
  readonly revisionHistoryLimit: number;
  readonly rollbackWindow: { readonly revisions: number };
  readonly alerts: WrittenAlerts;
  readonly decommissionAfter?: string;
}
export interface WrittenElement {
  readonly name: string;
  readonly prerequisites: readonly string[];
  readonly strategy: WrittenStrategy;
  readonly gate?: readonly WrittenStep[];
}
export interface WrittenStrategy {
  readonly staging?: WrittenSteps & { readonly goldenReference?: WrittenGolden };
  readonly canary?: WrittenSteps;
  readonly blueGreen?: WrittenBlueGreen;
}
export interface WrittenSteps {
  readonly environment: string;
  /** Of staging: before its steps. */
  readonly smokeTests?: readonly NamedWrittenJob[];
  readonly analysis?: WrittenAnalysis & { readonly startingStep: number };
  readonly steps: readonly WrittenStep[];
}
export interface WrittenBlueGreen {
  readonly environment: string;
  readonly smokeTests: readonly NamedWrittenJob[];
  readonly soak?: string;
  readonly prePromotionAnalysis?: WrittenAnalysis;
  readonly autoPromotionEnabled: boolean;
  readonly postPromotionAnalysis?: WrittenAnalysis;
  readonly scaleDownDelay: string;
}
/** Exactly one of its actions is there, or the schema or `check-steps` had refused it. */
export interface WrittenStep {
  readonly setWeight?: number;
  readonly setValues?: StepValues;
  readonly pause?: WrittenPause;
  readonly analysis?: WrittenAnalysis;
  readonly approval?: WrittenApproval;
  readonly job?: NamedWrittenJob;
  readonly burnIn?: WrittenBurnIn;
  readonly benchmarks?: readonly WrittenBenchmark[];
  readonly signOffs?: readonly string[];
  readonly prerequisites: readonly string[];
}
export interface WrittenPause {
  readonly duration?: string;
  readonly minSamples: number;
  readonly maxDuration?: string;
  readonly timeout?: string;
  readonly onTimeout: OnTimeout;
}
export interface WrittenApproval {
  readonly when: "always" | "firstOrRisk";
  readonly count: number;
  readonly roles: readonly string[];
  readonly timeout: string;
  readonly onTimeout: "abort" | "hold";
}
export interface WrittenGolden {
  readonly dataset: string;
  readonly nonInferiorityMargin: number;
  readonly alpha: number;
  readonly timeout: string;
  readonly onTimeout: "abort" | "hold";
}
export interface WrittenJob {
  readonly command: readonly string[];
  readonly timeout: string;
}
export interface NamedWrittenJob extends WrittenJob {
  readonly name: string;
}
export interface WrittenBurnIn {
  readonly duration: string;
  readonly every: string;
  readonly maxDuration?: string;
  readonly job: NamedWrittenJob;
  readonly limits: readonly BurnInLimit[];
  readonly onFailure: TrialFailure;
}
export interface WrittenBenchmark {
  readonly metric: string;
  readonly quantile?: number;
  readonly target: number;
  readonly better: "lower" | "higher";
  readonly maxRegression?: number;
  readonly onFailure: TrialFailure;
  /** The one of the benchmark before it if not given. */
  readonly job?: NamedWrittenJob;
}
export type WrittenPrerequisite = { readonly name: string; readonly environment?: string; readonly job?: WrittenJob };
export type WrittenTarget = {
  readonly directory?: { readonly path: string };
  readonly git?: { readonly branch: string };
  readonly marketplace?: { readonly file: string; readonly branch: string };
  /** What stands in maps of any names gets no default. */
  readonly command?: { readonly command: readonly string[]; readonly timeout?: string };
};
/** Templates, and what they are given. */
export interface WrittenChoice {
  readonly templates: readonly { readonly templateName: string }[];
  readonly args: readonly WrittenArgument[];
}
export interface WrittenAnalysis extends WrittenChoice {
  readonly timeout: string;
}
export interface WrittenCheckpoint extends Omit<WrittenChoice, "templates"> {
  readonly name: string;
  readonly after: string;
  readonly templates?: WrittenChoice["templates"];
  readonly confirmations: readonly string[];
  readonly roles: readonly string[];
  readonly timeout: string;
  readonly onTimeout: OnTimeout;
}
export interface WrittenMonitoring extends Omit<WrittenChoice, "templates"> {
  readonly checkpoints: readonly WrittenCheckpoint[];
  readonly duration?: string;
  readonly schedule?: readonly { readonly for: string; readonly every: string }[];
  readonly templates?: WrittenChoice["templates"];
}
export interface WrittenArgument {
  readonly name: string;
  readonly value?: string | number;
}

export interface WrittenTemplate {
  readonly args: readonly WrittenArgument[];
  readonly metrics: readonly WrittenMetric[];
  readonly dryRun: readonly { readonly metricName: string }[];
}
export interface WrittenSeries {
  readonly of: string;
  readonly over: string;
  /** What stands in maps of any names gets no default. */
  readonly take?: "mean" | "quantile" | "growth" | "variation";
  readonly quantile?: number;
}
export interface WrittenMetric {
  readonly name: string;
  readonly provider: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly method: "threshold" | "sequential" | "fisher" | "mannWhitney";
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly objective?: {
    readonly successWhen?: string;
    readonly min?: number;
    readonly of?: string;
    readonly quantile?: number;
    readonly max?: number;
  };
  readonly alpha: number;
  readonly direction: "increase" | "decrease" | "either";
  readonly effectSize?: { readonly allowedIncrease: number };
  readonly onNoData: "inconclusive" | "fail";
  readonly interval?: string;
  readonly initialDelay?: string;
  readonly count?: number;
  readonly failureLimit?: number;
  readonly consecutiveFailureLimit?: number;
  readonly consecutiveSuccessLimit?: number;
  readonly inconclusiveLimit?: number;
  readonly consecutiveErrorLimit: number;
  readonly onFailure: Response;
  readonly for?: string;
  readonly freshness?: string;
  readonly series?: Readonly<Record<string, WrittenSeries>>;
}
