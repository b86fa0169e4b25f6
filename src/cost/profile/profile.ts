import type { Reader } from "../../context/instruction-files.ts";

/** The file, beside the configuration. */
export const PROFILE = "agent-usage.yaml";

export interface Range3 {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** One agent's part in a workflow: what it is asked, and how often. */
export interface Workload {
  readonly workflow: string;
  /** Of a subagent, its name. */
  readonly agent?: string;
  readonly team?: string;
  readonly client: Reader;
  readonly folder: string;
  readonly skills: readonly string[];
  readonly model?: string;
  /** In a month. */
  readonly runs: Range3;
  readonly turns: Range3;
  readonly prompt: Range3;
  readonly turn: Range3;
  readonly output: Range3;
  /** Percent. */
  readonly cacheHit: Range3;
  readonly lifetime: "5m" | "1h";
  /** Percent. */
  readonly batch: Range3;
  readonly searches: Range3;
  /** Whether the model may call tools, has to, or has none. */
  readonly toolChoice: "auto" | "any" | "no-tools";
  readonly own?: number;
  /** Keys of which the profile says nothing, so that a default holds. */
  readonly assumed: readonly string[];
  readonly measured?: MeasuredKeys;
}

/** What a workload is told by: no two have the same. */
export const keyOfWork = ({ workflow, agent = "" }: Pick<Workload, "workflow" | "agent">): string =>
  `${workflow}\0${agent}`;

/** What of a workload logs say. */
export interface MeasuredKeys {
  readonly runs: number;
  readonly until?: string;
  /** Keys that hold as they were measured: the profile says nothing else of them. */
  readonly keys: readonly string[];
  /** What the estimate came to when it was measured, in percent of what those runs cost. */
  readonly percentOfActual?: Range3;
}

/** Keys of what was measured that say where it comes from, and not what an agent is asked. */
export const ABOUT_MEASURED: ReadonlySet<string> = new Set(["runs", "from", "until", "estimate-percent-of-actual"]);
