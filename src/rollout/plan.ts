/** A release by its content: `sha256:` and 64 hexadecimal digits. */
export type Digest = string;
/** Milliseconds. */
export type Span = number;
/** A whole share of the tasks, 0 to 100. */
export type Percent = number;

/** What is done where a metric fails, from the least to the most. */
export const RESPONSES = ["warn", "pause", "stepDown", "abort", "emergencyDisable"] as const;
export type Response = (typeof RESPONSES)[number];
/** What is done where nobody answered in time. */
export type OnTimeout = "abort" | "promote" | "hold";
export type ReleaseTarget =
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "git"; readonly branch: string }
  | { readonly kind: "marketplace"; readonly file: string; readonly branch: string }
  | { readonly kind: "command"; readonly command: readonly string[]; readonly timeout: Span };

/** What is measured of a rollout, and what follows from its verdict. */
export interface Metric {
  readonly name: string;
  readonly onFailure: Response;
  /** How long it fails without a break before that follows. */
  readonly for: Span;
  /** As many measurements have to be taken, since what is given last changed, before an analysis passes. */
  readonly count: number;
  /** As many measurements may fail, since what is given last changed, before it has failed; null: any number. */
  readonly failureLimit: number | null;
  /** As many may fail in a row before it has failed; null: any number. */
  readonly consecutiveFailureLimit: number | null;
  /** As many have to pass in a row before an analysis passes. */
  readonly consecutiveSuccessLimit: number;
  /**
   * As many verdicts in a row may be inconclusive, or without data, before the rollout pauses. Null: as many as come
   * while a step waits for its time, and none once that is over.
   */
  readonly inconclusiveLimit: number | null;
  /** As many providers in a row may fail before the rollout pauses. */
  readonly consecutiveErrorLimit: number;
  /** Measured and shown, and decides nothing. */
  readonly dryRun: boolean;
}

/** StepValues that a step may change besides the weight: what tasks of the canary are given with their release. */
export type StepValues = Readonly<Record<string, string | number | boolean>>;

/** A command with a time limit. */
export interface NamedJob {
  readonly name: string;
  readonly command: readonly string[];
  readonly timeout: Span;
}
/** What is done where a burn-in or a benchmark fails. */
export type TrialFailure = Extract<Response, "abort" | "pause">;
/** What a number that a job prints keeps to while it runs again and again. */
export interface BurnInLimit {
  readonly of: string;
  /** Of each run. */
  readonly max?: number;
  readonly min?: number;
  /** By how much it may grow in an hour, over all runs. */
  readonly maxGrowth?: number;
}
/** A number that a job prints, against its target and against the release before. */
export interface Benchmark {
  /** Unique in its plan: what baselines are kept by. */
  readonly name: string;
  readonly of: string;
  /** Of what is printed as a list of samples. */
  readonly quantile?: number;
  readonly better: "lower" | "higher";
  readonly target: number;
  /** The share by which it may be worse than the baseline. */
  readonly maxRegression?: number;
  readonly onFailure: TrialFailure;
}

/** What has to be so once a release has been watched for a while: metrics that passed, and what people confirm. */
export interface MonitorCheckpoint {
  /** Unique in its plan. */
  readonly name: string;
  /** How long the release was watched by then. */
  readonly after: Span;
  readonly metrics: readonly string[];
  /** Said by somebody who wrote nothing of the change; of each role somebody else. */
  readonly confirmations: readonly string[];
  readonly roles: readonly string[];
  /** From then on. */
  readonly timeout: Span;
  readonly onTimeout: OnTimeout;
}

interface OfStep {
  /** Unique in its plan, such as `canary/2`: what a state remembers. */
  readonly id: string;
  /** The part of the strategy that it belongs to: `staging`, `canary`, `blueGreen`; in a sequence after its name. */
  readonly stage: string;
  readonly environment: string;
  /** Where it stands in the specification, from 1. */
  readonly line: number;
  /** Names of the plan's prerequisites that have to hold before it begins. */
  readonly needs: readonly string[];
  /** Metrics that are judged at every tick from here to the end of its stage. */
  readonly watches: readonly string[];
}
export type RolloutStep = OfStep &
  (
    | { readonly kind: "setWeight"; readonly weight: Percent }
    | { readonly kind: "setValues"; readonly values: StepValues }
    | {
        readonly kind: "pause";
        /** Absent: until somebody promotes. */
        readonly duration?: Span;
        readonly minSamples: number;
        /** Beyond it the rollout pauses for want of samples. */
        readonly maxDuration?: Span;
        /** Of a pause without a duration. */
        readonly timeout?: Span;
        readonly onTimeout: OnTimeout;
      }
    | { readonly kind: "analysis"; readonly metrics: readonly string[]; readonly timeout: Span }
    | {
        readonly kind: "approval";
        readonly when: "always" | "first" | "risk" | "firstOrRisk";
        /** How many people, all different, none an author. */
        readonly count: number;
        readonly roles: readonly string[];
        readonly timeout: Span;
        /** Nothing is approved by waiting. */
        readonly onTimeout: Exclude<OnTimeout, "promote">;
      }
    | ({ readonly kind: "job" } & NamedJob)
    | ({
        readonly kind: "burnIn";
        /** How long it is held under a lease, and how often its job runs meanwhile. */
        readonly duration: Span;
        readonly every: Span;
        /** Beyond it the rollout pauses for want of runs. */
        readonly maxDuration: Span;
        readonly limits: readonly BurnInLimit[];
        readonly onFailure: TrialFailure;
      } & NamedJob)
    | ({
        readonly kind: "benchmark";
        readonly benchmarks: readonly Benchmark[];
      } & NamedJob)
    /** A report of golden cases says that this release is not worse than their references. */
    | {
        readonly kind: "golden";
        /** The set of cases: its path from the top of the repository. */
        readonly dataset: string;
        readonly margin: number;
        readonly alpha: number;
        readonly timeout: Span;
        /** Nothing is proven by waiting. */
        readonly onTimeout: Exclude<OnTimeout, "promote">;
      }
    /** Of blue-green: the preview becomes active. */
    | { readonly kind: "switch" }
    /** After the last weight: the release is active and may still be rolled back. */
    | {
        readonly kind: "monitor";
        readonly duration: Span;
        readonly schedule: readonly Watchfulness[];
        readonly checkpoints: readonly MonitorCheckpoint[];
      }
  );
/** How long a step holds at least. */
export const heldFor = (step: RolloutStep): Span => ("duration" in step ? (step.duration ?? 0) : 0);
/** Kinds of steps in which time passes, so that something is looked at. */
export const LASTS: ReadonlySet<RolloutStep["kind"]> = new Set(["pause", "analysis", "monitor"]);

/** How often something is looked at: for an hour every five minutes, then … */
export interface Watchfulness {
  readonly for: Span;
  readonly every: Span;
}

/** What a step may need before it begins. */
export type Prerequisite = { readonly name: string } & (
  | {
      readonly kind: "environment";
      /** What this environment of the configuration requires of a machine is there: `agent-ci env check`. */
      readonly environment: string;
    }
  /** A command ends well. */
  | { readonly kind: "job"; readonly command: readonly string[]; readonly timeout: Span }
);

/** A rollout as it is walked: its specification checked, each default written out, each duration in milliseconds. */
export interface Plan {
  readonly name: string;
  /** Of the specification: what approvals and the audit log are bound to. */
  readonly digest: Digest;
  readonly steps: readonly RolloutStep[];
  readonly metrics: readonly Metric[];
  readonly prerequisites: readonly Prerequisite[];
  readonly environments: readonly {
    readonly name: string;
    readonly target: ReleaseTarget;
    /** The key of its flag. */
    readonly flagKey: string;
    /** Classes of tasks by the name of their property, which never see the canary. */
    readonly exclude: Readonly<Record<string, readonly string[]>>;
  }[];
  /** How long a weight above 0 lasts without a tick. */
  readonly lease: Span;
  readonly onNewRelease: "restart" | "queue" | "reject";
  /** From the start to the end, pauses counted. */
  readonly deadline: Span;
  readonly waits: {
    /** How long a step that cannot begin is waited for, before somebody is asked. */
    readonly begin: Span;
    /** How long somebody may take to decide. */
    readonly decision: Span;
    /** Where nobody did; `hold` calls them again. */
    readonly onTimeout: Extract<OnTimeout, "abort" | "hold">;
  };
  readonly rollback: {
    readonly target: Span;
    readonly stepDownTarget: Span;
    readonly inFlight: "drain" | "cancel" | "let-finish";
    /** False: a metric that would abort pauses instead, and somebody is called. */
    readonly automatic: boolean;
    /** How many releases back `undo` may go. */
    readonly window: number;
  };
  /** More step-downs of one step than this, or as many failed retries as that, and somebody is called. */
  readonly escalation: { readonly stepDowns: number; readonly retries: number };
  /** Metrics by which the end is called COMPLETE; and those whose failure calls it PIVOT. */
  readonly outcome: { readonly complete: readonly string[]; readonly pivot: readonly string[] };
  /** How long the former release is kept ready after the end. Absent: as long as the window wants. */
  readonly decommissionAfter?: Span;
  readonly historyLimit: number;
}
