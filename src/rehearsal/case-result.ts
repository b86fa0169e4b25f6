import type { Attempt, Ended, Isolation, Ran } from "./isolation.ts";
import type { Exchange } from "./exchange.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import type { Tally } from "./tally.ts";

/** One run of a case, with all that is known of it. It stays in memory: assertions, bills and transcripts are made of it. */
export interface Rehearsal {
  /** From 0. */
  readonly repeat: number;
  readonly ran: Ran;
  /** None where nothing asks a model. */
  readonly exchanges: readonly Exchange[];
  readonly tally: Tally;
  /** Of the workspace, in the order of paths. */
  readonly changes: readonly FileChange[];
  /** Ids of recordings that were at hand and that nothing asked for. */
  readonly unused: readonly string[];
}

/** What a run did to a file of its workspace. */
export interface FileChange {
  readonly path: string;
  readonly how: "added" | "changed" | "removed";
}

/** A case that was run as often as it asks for, and what came of its expectations. */
export interface Rehearsed {
  readonly scenario: Scenario;
  readonly rehearsals: readonly Rehearsal[];
  readonly result: CaseResult;
}

/** A case as a report has it: data, bounded, without what its program printed or sent. */
export interface CaseResult {
  readonly id: string;
  /** Of the scenario's file. */
  readonly path: string;
  readonly name: string;
  readonly kind: Scenario["kind"];
  readonly tags: readonly string[];
  readonly result: "pass" | "fail";
  readonly runs: readonly RunResult[];
  readonly evidence: CaseEvidence;
}

export interface RunResult {
  readonly repeat: number;
  readonly result: "pass" | "fail";
  readonly ended: Ended["kind"];
  readonly isolation: Isolation;
  readonly durationMs: number;
  readonly memoryBytes: number;
  readonly requests: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** Expectations that are met, and all of them. */
  readonly met: number;
  readonly expected: number;
  readonly attempts: readonly Attempt[];
}

/** How much the runs of a case say. Stale, cut off and repeated recordings say nothing. */
export interface CaseEvidence {
  readonly recordings: number;
  readonly replays: number;
  readonly stale: number;
  /** Runs that count, and how many of them passed, with Wilson's interval for the share at 95 %. */
  readonly counted: number;
  readonly passed: number;
  readonly low: number;
  readonly high: number;
}
