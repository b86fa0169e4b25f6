import type { Severity } from "../model/diagnostic.ts";
import type { EngineRule } from "../model/rule.ts";
import type { Range } from "../model/source.ts";
import type { Attempt, Ended, Isolation, ProgramRun } from "./isolation.ts";
import type { Exchange } from "./exchange.ts";
import type { Recording } from "./recordings/recording.ts";
import type { Scenario, ScenarioKind } from "./scenarios/scenario.ts";
import type { RunSum } from "./sum-run.ts";
import type { Interleaved } from "./team/shared-state.ts";
import type { TeamMember } from "./team/team-output.ts";

/**
 * One run of a case, with all that is known of it. It stays in memory: assertions, bills and transcripts are made of
 * it.
 */
export interface Rehearsal {
  /** From 0. */
  readonly repeat: number;
  readonly ran: ProgramRun;
  /** The agents of a team; absent where what starts them ended badly. */
  readonly members?: readonly TeamMember[];
  /** Where those took turns. */
  readonly interleaved?: Interleaved;
  /** None where nothing asks a model. */
  readonly exchanges: readonly Exchange[];
  readonly tally: RunSum;
  /** Of the workspace, in the order of paths. */
  readonly changes: readonly FileChange[];
  /** A text of the workspace as the run found it, and as it left it. */
  readonly before: (path: string) => string | undefined;
  readonly after: (path: string) => string | undefined;
  /** The texts that a file had whenever a model was asked, where an expectation is about that. */
  readonly states?: (path: string) => readonly string[];
  /** What its runner itself held it to: how much that was, and what was missed, a sentence each. */
  readonly held?: { readonly expected: number; readonly missed: readonly string[] };
  /** Recordings that were made in it. */
  readonly recorded: readonly Recording[];
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
  readonly findings: readonly CaseFinding[];
  readonly result: CaseResult;
}

/** What is wrong with a case, on its way to a finding. */
export interface CaseFinding {
  readonly rule: EngineRule;
  readonly message: string;
  /** In the scenario's file. */
  readonly at?: Range;
  /** Another file than that of the scenario: it has no place in it. */
  readonly path?: string;
  readonly severity?: Severity;
}

/** A case as a report has it: data, bounded, without what its program printed or sent. */
export interface CaseResult {
  readonly id: string;
  /** Of the scenario's file. */
  readonly path: string;
  readonly name: string;
  readonly kind: ScenarioKind;
  readonly tags: readonly string[];
  readonly result: "pass" | "fail";
  readonly runs: readonly RunResult[];
  readonly evidence: CaseEvidence;
}

export interface RunResult {
  readonly repeat: number;
  /** Plays the same turns of a team again. */
  readonly seed?: number;
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
  /** Requests that a real model answered; absent where none could be asked. */
  readonly upstream?: number;
  /** Texts that differ from what they should be, line by line. */
  readonly diffs: readonly (readonly string[])[];
}

/** How much the runs of a case say. Stale, cut off and repeated recordings say nothing, nor do those of a cache. */
export interface CaseEvidence {
  readonly recordings: number;
  readonly replays: number;
  readonly stale: number;
  /** Recordings that a cache alone has; absent in reports that are older than this. */
  readonly cached?: number;
  /** Recordings that these very runs made; absent where they made none. */
  readonly made?: number;
  /** Runs that count, and how many of them passed, with Wilson's interval for the share at 95 %. */
  readonly counted: number;
  readonly passed: number;
  readonly low: number;
  readonly high: number;
}
