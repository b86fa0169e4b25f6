import { instantIn } from "../../model/instant.ts";
import { isObject, type Json, parsed } from "../../model/json.ts";
import { CLOCK_SKEW } from "../clock-skew.ts";
import { type Instant } from "../state.ts";
import { taskNumber } from "./task-number.ts";

/** One task that an agent did, whoever it was done for. */
export interface AnyTask {
  /** When it began. */
  readonly at: Instant;
  /** What conditions call `task`: its fields under the names of the schema, and all others as they are. */
  readonly task: Readonly<Record<string, unknown>>;
}
/** The same as the judge of a rollout sees it. */
export interface TaskRecord extends AnyTask {
  /** As far as its record tells. */
  readonly ended: Instant;
  readonly variant: "stable" | "canary";
}

/** Of which rollout tasks are wanted: those of an attempt before this one are about something else. */
export interface Wanted {
  readonly id: string;
  readonly release: string;
  readonly stable: string | null;
  /** The other environments of the rollout: what a task did there says nothing of this one. */
  readonly elsewhere?: readonly string[];
  /** Tasks that began before say nothing of what is given now. */
  readonly since: Instant;
  readonly now: Instant;
}

/** Where a record of somebody else has what the schema wants, by the schema's names: `{"task_id": "event.id"}`. */
export type FieldMapping = Readonly<Record<string, string>>;

/** How records of somebody else are read. */
export interface RecordReading {
  readonly fields: FieldMapping;
  /** Samples are of no task; where they say of nothing, they are of what is looked at. */
  readonly of?: "tasks" | "samples";
  /** What those are of that name neither variant nor release, such as those of what only the canary has. */
  readonly variant?: TaskRecord["variant"];
}

/** Why a line is no record. */
export const RECORD_FLAWS = ["no JSON", "without a task_id", "without a time", "in the future"] as const;
export type RecordFlaw = (typeof RECORD_FLAWS)[number];

/**
 * A line → the task that it tells of; `other` where it is about another rollout, release, environment or time; or why
 * it is no record. Nothing in it is trusted: it is compared and counted, and never shown. A line is one task, whatever
 * number it claims.
 */
export function readTask(
  line: string,
  wanted: Wanted,
  reading: RecordReading = { fields: {} },
): TaskRecord | "other" | RecordFlaw {
  const any = readAnyTask(line, reading, wanted.now);
  if (typeof any === "string") return any;
  const variant = variantOf(any.task, wanted, reading.variant ?? (reading.of === "samples" ? "canary" : undefined));
  if (any.at < wanted.since || variant === undefined) return "other";
  const { at, task } = any;
  return { variant, at, ended: at + Math.max(0, taskNumber(task, "duration_ms") ?? 0), task };
}

const BYTE_ORDER_MARK = 0xfeff;

/** What a line holds; the first of a file may begin with a byte order mark, as some systems write one. */
export function objectIn(line: string): Json | undefined {
  const given = parsed(line.charCodeAt(0) === BYTE_ORDER_MARK ? line.slice(1) : line);
  return isObject(given) ? given : undefined;
}

/** The same, whatever it is about. */
export function readAnyTask(line: string, { fields, of = "tasks" }: RecordReading, now: Instant): AnyTask | RecordFlaw {
  const given = objectIn(line);
  if (given === undefined) return "no JSON";
  const task = mappedBy(fields, given);
  if (of === "tasks" && (typeof task["task_id"] !== "string" || task["task_id"] === "")) return "without a task_id";
  const at = instantOf(task["started"] ?? task["ts"], now);
  if (at === undefined) return "without a time";
  return at > now + CLOCK_SKEW ? "in the future" : { at, task };
}

function mappedBy(mapping: FieldMapping, given: TaskRecord["task"]): TaskRecord["task"] {
  const entries = Object.entries(mapping);
  if (entries.length === 0) return given;
  const mapped = entries.flatMap(([name, path]) => {
    const value = valueAt(given, path);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...given, ...Object.fromEntries(mapped) };
}

/**
 * By the variant that was recorded with the task, never by dealing it anew; else by its release, or by what such
 * records are of. One that contradicts itself is about something else.
 */
function variantOf(
  task: Readonly<Record<string, unknown>>,
  { id, release, stable, elsewhere = [] }: Wanted,
  usual: TaskRecord["variant"] | undefined,
): TaskRecord["variant"] | undefined {
  const { rollout: own, release: given, environment: where } = task;
  if (elsewhere.some((name) => name === where)) return undefined;
  const byRelease = given === release ? "canary" : given === stable ? "stable" : undefined;
  const said = task["variant"] ?? byRelease;
  if (isDigest(given) && said !== byRelease) return undefined;
  const variant = said ?? usual;
  // Of an attempt before, the canary may have had the same release.
  if (variant === "canary") return own === id || (own === undefined && said === undefined) ? "canary" : undefined;
  return variant === "stable" && (own === undefined || own === id) ? "stable" : undefined;
}

const isDigest = (release: unknown): boolean => typeof release === "string" && release.startsWith("sha256:");

/** By a path with dots; only what a record has of its own. */
function valueAt(from: unknown, path: string): unknown {
  let at: unknown = from;
  for (const name of path.split(".")) {
    if (!isObject(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

/** Programs of a shell count seconds: a number is one where its thousandfold is not in the future. */
const millisecondsOf = (value: number, now: Instant): number =>
  value * 1000 <= now + CLOCK_SKEW ? value * 1000 : value;

/** Undefined for what is no time, or was before computers count it. */
function instantOf(value: unknown, now: Instant): Instant | undefined {
  const at = typeof value === "number" ? millisecondsOf(value, now) : typeof value === "string" ? instantIn(value) : -1;
  return at >= 0 ? at : undefined;
}
