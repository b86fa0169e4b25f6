import { type AskedRecords, recordsOf } from "../rollout/analysis/record-source.ts";
import { readAnyTask } from "../rollout/analysis/task-record.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import type { Instant } from "../rollout/state.ts";
import { UsageError } from "../model/usage-error.ts";
import type { MeasuredFrom } from "./ask-provider.ts";
import { readRecords, sayRecords } from "./read-records.ts";

/** Whose tasks are looked back on. */
export interface PastAsked {
  /** The release whose tasks are those of the canary; by the variant that records name if absent. */
  readonly canary?: string;
  /** The release that it is compared with; all others if absent, where `canary` is given. */
  readonly stable?: string;
  /** The attempt, such as `team-a/r3`, of which the records are; of any if absent. */
  readonly rollout?: string;
  /** The other environments of the rollout, as a tick leaves them out. */
  readonly elsewhere: readonly string[];
}

/** What was recorded, each line as a tick would have read it, with when it could be known. */
export interface PastRecords {
  /** The metrics, as they read these records. */
  readonly metrics: ReadonlyMap<string, WrittenMetric>;
  /** Of a place that one of `metrics` names: its lines, in their order. */
  readonly lines: ReadonlyMap<string, readonly PastLine[]>;
  /** Tasks of the canary and of stable: of the records that have the most of them. */
  readonly canary: number;
  readonly stable: number;
  readonly bad: number;
  /** Records that stood there once more. */
  readonly again: number;
}
export interface PastLine {
  /** When the task began, and when it had ended. */
  readonly at: Instant;
  readonly knownAt: Instant;
  readonly variant: "canary" | "stable";
  readonly line: string;
}

/** More are not kept in memory. */
const MOST_LINES = 300_000;

/**
 * Reads the records of these metrics once, for who asks for many moments of them. A task is known when it has ended.
 * The variants are those that are asked for, under the name of one attempt. Throws UsageError where they are too many,
 * and where they cannot be read.
 */
export async function readPast(
  from: MeasuredFrom,
  asked: ReadonlyMap<string, WrittenMetric>,
  whose: PastAsked,
  { id, since, until }: { readonly id: string; readonly since: Instant; readonly until: Instant },
): Promise<PastRecords> {
  const places = new Map<string, { readonly place: string; readonly records: AskedRecords }>();
  const metrics = new Map<string, WrittenMetric>();
  for (const [name, metric] of asked) {
    const { jsonl, prometheus } = metric.provider;
    // Prometheus gives the samples of any time.
    if (prometheus && metric.series) metrics.set(name, metric);
    if (!jsonl) continue;
    const records = recordsOf(metric);
    const key = JSON.stringify([records.source, records.fields, records.variant, records.of]);
    const known = places.get(key) ?? { place: `past/${places.size}`, records };
    places.set(key, known);
    const { where, count } = jsonl;
    const again = { path: known.place, ...(where !== undefined && { where }), ...(count !== undefined && { count }) };
    metrics.set(name, { ...metric, provider: { jsonl: again } });
  }
  const lines = new Map<string, readonly PastLine[]>();
  let [bad, again] = [0, 0];
  for (const { place, records } of places.values()) {
    const found: PastLine[] = [];
    const read = await readRecords(from, records, {
      read: (text) => {
        const any = readAnyTask(text, records, until);
        if (typeof any === "string") bad += 1;
        if (typeof any === "string" || any.at < since || any.at > until) return undefined;
        const variant = variantOf(any.task, whose, records.variant);
        return variant && { ...any, variant };
      },
      take: ({ at, task: { release: _release, ...task }, variant }) => {
        if (found.length === MOST_LINES) throw new UsageError(`more than ${MOST_LINES} records: name a later --since`);
        const line = written({ ...task, started: at, variant, rollout: id });
        if (line === undefined) bad += 1;
        else found.push({ at, knownAt: at + lasted(task), variant, line });
      },
    });
    if (!read.ok) throw new UsageError(`${sayRecords(records.source)}: ${read.why.replace(/\.$/, "")}.`);
    again += read.again;
    lines.set(place, found);
  }
  const count = (variant: PastLine["variant"]): number =>
    Math.max(0, ...[...lines.values()].map((all) => all.filter((one) => one.variant === variant).length));
  return { metrics, lines, canary: count("canary"), stable: count("stable"), bad, again };
}

/** Undefined for lists within lists that are deeper than anybody writes: they can be read, and not be written. */
function written(task: Readonly<Record<string, unknown>>): string | undefined {
  try {
    return JSON.stringify(task);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function variantOf(
  task: Readonly<Record<string, unknown>>,
  { canary, stable, rollout, elsewhere }: PastAsked,
  usual: PastLine["variant"] | undefined,
): PastLine["variant"] | undefined {
  const { release, variant, environment } = task;
  if (elsewhere.some((name) => name === environment)) return undefined;
  const isOf = rollout === undefined || task["rollout"] === rollout;
  if (canary !== undefined) {
    if (release === canary) return isOf ? "canary" : undefined;
    return stable === undefined || release === stable ? "stable" : undefined;
  }
  const said = variant ?? usual;
  if (said === "canary") return isOf ? "canary" : undefined;
  return said === "stable" ? "stable" : undefined;
}

function lasted({ duration_ms: duration }: Readonly<Record<string, unknown>>): number {
  return typeof duration === "number" && duration > 0 ? duration : 0;
}
