import { isObject } from "../../model/read-value.ts";
import { type Instant } from "../state.ts";

/** One task that an agent did, as the judge sees it. */
export interface TaskRecord {
  readonly variant: "stable" | "canary";
  /** When it began. */
  readonly at: Instant;
  /** What conditions call `task`: its fields under the names of the schema, and all others as they are. */
  readonly task: Readonly<Record<string, unknown>>;
}

/** Of which rollout tasks are wanted: those of an attempt before this one are about something else. */
export interface Wanted {
  readonly id: string;
  readonly release: string;
  readonly stable: string | null;
  /** Tasks that began before say nothing of what is given now. */
  readonly since: Instant;
  readonly now: Instant;
}

/** Clocks of workers may be ahead by as much. */
const SKEW = 5 * 60_000;

/** Where a record of somebody else has what the schema wants, by the schema's names: `{"task_id": "event.id"}`. */
export type FieldMapping = Readonly<Record<string, string>>;

/**
 * A line → the task that it tells of; `other` where it is about another rollout or time, `bad` where it is no record.
 * Nothing in it is trusted: it is compared and counted, and never shown.
 */
export function readTask(line: string, wanted: Wanted, mapping: FieldMapping = {}): TaskRecord | "other" | "bad" {
  const given = parsed(line);
  if (!given) return "bad";
  const task = mappedBy(mapping, given);
  const at = instantOf(task["started"] ?? task["ts"]);
  if (typeof task["task_id"] !== "string" || task["task_id"] === "" || at === undefined || at > wanted.now + SKEW)
    return "bad";
  const variant = variantOf(task, wanted);
  if (at < wanted.since || variant === undefined) return "other";
  return { variant, at, task };
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

/** By the variant that was recorded with the task, never by dealing it anew; else by its release. */
function variantOf(task: Readonly<Record<string, unknown>>, { id, release, stable }: Wanted) {
  const own = task["rollout"];
  const byRelease = task["release"] === release ? "canary" : task["release"] === stable ? "stable" : undefined;
  const variant = task["variant"] ?? byRelease;
  if (variant === "canary") return own === id ? "canary" : undefined;
  return variant === "stable" && (own === undefined || own === id) ? "stable" : undefined;
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** By a path with dots; only what a record has of its own. */
function valueAt(from: unknown, path: string): unknown {
  let at: unknown = from;
  for (const name of path.split(".")) {
    if (!isObject(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

function instantOf(value: unknown): Instant | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
