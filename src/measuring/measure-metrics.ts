import { readTasks } from "../host/measuring/read-tasks.ts";
import { countTasks } from "../rollout/analysis/count-tasks.ts";
import { judgeTasks, type TaskJudge } from "../rollout/analysis/judge-tasks.ts";
import { judgeValue } from "../rollout/analysis/judge-value.ts";
import { askedOf } from "../rollout/analysis/measurement.ts";
import { openTaskConditions } from "../rollout/analysis/task-conditions.ts";
import { type FieldMapping, readTask } from "../rollout/analysis/task-record.ts";
import type { MetricVerdict } from "../rollout/reconcile/evidence.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import { askProvider, type MeasuredFrom } from "./ask-provider.ts";
import type { RolloutMoment } from "./rollout-moment.ts";

export interface MeasuredMetrics {
  readonly verdicts: Readonly<Record<string, MetricVerdict>>;
  /** Tasks of the canary since what is given last changed; 0 where no metric reads tasks. */
  readonly samples: number;
  /** Lines that are no records, for who looks after them. */
  readonly bad: number;
}

/** Asks the providers of these metrics. One that cannot be asked is an error of its metric, and of no other. */
export async function measureMetrics(
  from: MeasuredFrom,
  metrics: ReadonlyMap<string, WrittenMetric>,
  moment: RolloutMoment,
): Promise<MeasuredMetrics> {
  const { now, weight } = moment;
  const verdicts = new Map<string, MetricVerdict>();
  const conditions = openTaskConditions();
  const readers = new Map<string, Reader>();
  for (const [name, metric] of metrics) {
    const asked = askedOf(name, metric);
    const { jsonl } = metric.provider;
    if (!jsonl) {
      verdicts.set(name, judgeValue(asked, await askProvider(from, metric, moment), now));
      continue;
    }
    const { count } = jsonl;
    readerOf(jsonl, readers).judges.set(
      name,
      typeof count === "string" ? countTasks(asked, count, conditions) : judgeTasks(asked, weight, conditions),
    );
  }
  let samples = 0;
  let bad = 0;
  for (const { path, fields, judges } of readers.values()) {
    let canary = 0;
    const { monsters } = readTasks(from.top, path, (line) => {
      const read = readTask(line, moment, fields);
      if (read === "bad") bad += 1;
      if (typeof read === "string") return;
      if (read.variant === "canary") canary += 1;
      for (const judge of judges.values()) judge.take(read);
    });
    bad += monsters;
    samples = Math.max(samples, canary);
    for (const [name, judge] of judges) verdicts.set(name, judge.verdict(now));
  }
  return { verdicts: Object.fromEntries(verdicts), samples, bad };
}

/** Files of records, read once for all metrics that are judged by them. */
interface Reader {
  readonly path: string;
  readonly fields: FieldMapping;
  readonly judges: Map<string, TaskJudge>;
}

function readerOf(jsonl: Readonly<Record<string, unknown>>, readers: Map<string, Reader>): Reader {
  const path = String(jsonl["path"]);
  const key = JSON.stringify([path, jsonl["fields"]]);
  const reader = readers.get(key) ?? { path, fields: fieldsOf(jsonl["fields"]), judges: new Map<string, TaskJudge>() };
  readers.set(key, reader);
  return reader;
}

const fieldsOf = (fields: unknown): FieldMapping =>
  typeof fields === "object" && fields !== null
    ? Object.fromEntries(Object.entries(fields).map(([name, path]) => [name, String(path)]))
    : {};
