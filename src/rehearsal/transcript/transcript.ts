import { SEVERITIES, type Severity } from "../../model/diagnostic.ts";
import { integer, list, object, oneOf, optional, type Read, string } from "../../model/read-value.ts";
import type { RequestDifference } from "../outcome.ts";

/** What was asked and answered in rehearsals, for people to read: data, bounded, without secrets. */
export interface Transcript {
  readonly cases: readonly TranscribedCase[];
  /** Cases that a report has no room for. */
  readonly more: number;
}

export interface TranscribedCase {
  readonly id: string;
  readonly result: "pass" | "fail";
  /** What is wrong with it, errors first, in the order in which it went wrong. */
  readonly found: readonly { readonly severity: Severity; readonly message: string }[];
  readonly runs: readonly TranscribedRun[];
}

export interface TranscribedRun {
  readonly repeat: number;
  readonly result: "pass" | "fail";
  readonly durationMs: number;
  readonly requests: readonly TranscribedRequest[];
  /** Requests that there is no room for. */
  readonly more: number;
  /** What the program printed. */
  readonly stdout: string;
  readonly stderr: string;
  /** Texts that differ from what they should be, each with its lines. */
  readonly diffs: readonly string[];
  /** Of the workspace: `added notes.md`. */
  readonly changes: readonly string[];
}

/** How good an answer a request got: one to rely on, one that says less than it seems to, or none. */
export const SOUNDNESS = ["sound", "doubtful", "none"] as const;
export type Soundness = (typeof SOUNDNESS)[number];

export interface TranscribedRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly what: string;
  readonly milliseconds: number;
  /** Where its answer came from, in words. */
  readonly outcome: string;
  readonly soundness: Soundness;
  /** Empty where it asks no model. */
  readonly model: string;
  /** Tools that the model is offered. */
  readonly tools: readonly string[];
  /** Characters of instructions, and of listings of skills. */
  readonly system: number;
  readonly skills: number;
  /** The texts themselves, where somebody asked for them: some are the vendor's own. */
  readonly texts: readonly string[];
  /** Parts of the conversation that a request before it had as well. */
  readonly earlier: number;
  readonly said: readonly Utterance[];
  readonly differs: readonly RequestDifference[];
  readonly answer: readonly Utterance[];
  readonly usage?: { readonly input: number; readonly output: number; readonly cached: number };
}

export const SPEAKERS = ["user", "model", "call", "result", "media", "error"] as const;
export interface Utterance {
  readonly by: (typeof SPEAKERS)[number];
  /** The tool that is called. */
  readonly name?: string;
  readonly text: string;
}

const amount = integer(0);
const result = oneOf(["pass", "fail"]);
const said: Read<Utterance> = (value, at) => ({
  ...object({ by: oneOf(SPEAKERS), text: string })(value, at),
  ...optional({ name: string })(value, at),
});
const difference: Read<RequestDifference> = (value, at) => ({
  ...object({ part: string })(value, at),
  ...optional({ sides: object({ recorded: string, asked: string }) })(value, at),
});
const request: Read<TranscribedRequest> = (value, at) => ({
  ...object({
    number: amount,
    what: string,
    milliseconds: amount,
    outcome: string,
    soundness: oneOf(SOUNDNESS),
    model: string,
    tools: list(string),
    system: amount,
    skills: amount,
    texts: list(string),
    earlier: amount,
    said: list(said),
    differs: list(difference),
    answer: list(said),
  })(value, at),
  ...optional({ usage: object({ input: amount, output: amount, cached: amount }) })(value, at),
});
const run: Read<TranscribedRun> = object({
  repeat: amount,
  result,
  durationMs: amount,
  requests: list(request),
  more: amount,
  stdout: string,
  stderr: string,
  diffs: list(string),
  changes: list(string),
});

/** The data of a section that anybody may have written. Throws Mismatch. */
export const transcriptOf = (data: unknown): Transcript =>
  object({
    cases: list(
      object({
        id: string,
        result,
        found: list(object({ severity: oneOf(SEVERITIES), message: string })),
        runs: list(run),
      }),
    ),
    more: amount,
  })(data, "");
