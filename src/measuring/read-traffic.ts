import { followInside } from "../host/files/inside.ts";
import { placeOfTasks } from "../host/measuring/read-tasks.ts";
import { type RecordSource, recordsOf } from "../rollout/analysis/record-source.ts";
import { openTaskConditions } from "../rollout/analysis/task-conditions.ts";
import { readAnyTask } from "../rollout/analysis/task-record.ts";
import { countTraffic, type SeenMetric, type Traffic } from "../rollout/foresight/traffic.ts";
import type { Plan } from "../rollout/plan.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import type { Instant } from "../rollout/state.ts";
import type { MeasuredFrom } from "./ask-provider.ts";
import { readRecords, sayRecords } from "./read-records.ts";
import { readerOf, type TaskReader } from "./readers.ts";

/**
 * What the task records of the last days say of an environment, where its metrics name any; undefined where they do
 * not reach back a day. Nothing outside of the repository is read: who plans may not trust who wrote the plan.
 */
export async function readTraffic(
  from: MeasuredFrom,
  environment: Plan["environments"][number],
  metrics: ReadonlyMap<string, WrittenMetric>,
  now: Instant,
): Promise<{ readonly traffic: Traffic | undefined; readonly unread: readonly string[] }> {
  const conditions = openTaskConditions();
  const readers = new Map<string, TaskReader<WrittenMetric>>();
  for (const [name, metric] of metrics) {
    if (metric.provider["jsonl"] && !metric.series)
      readerOf(recordsOf(metric), readers, conditions).judges.set(name, metric);
  }
  const seen = new Map<string, SeenMetric>();
  const unread: string[] = [];
  for (const { records, isTask, judges } of readers.values()) {
    if (!isOwn(from.top, records.source)) continue;
    const count = countTraffic(judges, environment, now, conditions);
    const read = await readRecords(from, records, {
      read: (line) => {
        const any = readAnyTask(line, records, now);
        const counts = typeof any !== "string" && isTask(any.task) === true;
        return counts ? { ...any, variant: String(any.task["variant"]) } : undefined;
      },
      take: count.take,
    });
    if (!read.ok) unread.push(`${sayRecords(records.source)}: ${read.why}`);
    for (const [name, one] of count.seen() ?? []) seen.set(name, one);
  }
  const perDay = Math.max(0, ...[...seen.values()].map((one) => one.perDay));
  return { traffic: seen.size === 0 ? undefined : { perDay, seen }, unread };
}

const isOwn = (top: string, source: RecordSource): boolean =>
  source.from === "branch" || (source.from === "files" && followInside(top, placeOfTasks(top, source.path).folder).ok);
