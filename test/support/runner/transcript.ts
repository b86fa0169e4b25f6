import { annotate, type Annotation, type Level } from "./annotation.ts";
import { createMasks, type Masks } from "./masks.ts";

/** Of each level per step, and of each message: `_maxCountPerIssueType` and `_maxIssueMessageLength` in ExecutionContext.cs. */
const KEPT_PER_LEVEL = 10;
const KEPT_OF_MESSAGE = 4_096;

/** What the job's page would show of one step, with the steps inside a composite counted on it. */
export interface Transcript {
  readonly masks: Masks;
  /** As the user sees it: masked, commands carried out or turned into `##[…]` lines. */
  readonly log: string[];
  readonly annotations: Annotation[];
  readonly debug: string[];
  /** One sentence for each value that was shown before `add-mask` hid it. */
  readonly leaks: string[];
  readonly state: Map<string, string>;
  readonly env: Map<string, string>;
  readonly path: string[];
  readonly summaries: string[];
  /** True once a command could not be carried out: the step fails whatever its process says. */
  failed: boolean;
}

export function createTranscript(secrets: readonly string[]): Transcript {
  const masks = createMasks(secrets);
  const lists = { log: [], annotations: [], debug: [], leaks: [], path: [], summaries: [] };
  return { masks, ...lists, state: new Map(), env: new Map(), failed: false };
}

/** A line for the log that is no command. */
export function show(transcript: Transcript, line: string): void {
  transcript.log.push(transcript.masks.apply(line));
}

/** Logs an issue always, and annotates with it while its level has room. */
export function addIssue(
  transcript: Transcript,
  level: Level,
  message: string,
  properties: ReadonlyMap<string, string> = new Map(),
): void {
  const refined = transcript.masks.apply(message).slice(0, KEPT_OF_MESSAGE);
  transcript.log.push(`##[${level}]${refined}`);
  const kept = transcript.annotations.filter((one) => one.level === level).length;
  if (kept < KEPT_PER_LEVEL) transcript.annotations.push(annotate(level, refined, properties));
}

/** An error of the step's own making that fails it. */
export function fail(transcript: Transcript, message: string): void {
  addIssue(transcript, "error", message);
  transcript.failed = true;
}

/** Hides a value from here on, and notes where it has been shown already. */
export function addMask({ masks, log, debug, leaks }: Transcript, value: string): void {
  for (const part of value.split(/\r?\n/u).filter((line) => line.trim() !== "")) {
    const shown = [...log, ...debug].find((line) => line.includes(part));
    if (shown !== undefined) leaks.push(`Shown before it was masked: ${shown}`);
  }
  masks.add(value);
}
