import { countTasks } from "../rollout/analysis/count-tasks.ts";
import { freshnessOf, freshTasks } from "../rollout/analysis/fresh-tasks.ts";
import { judgeTasks, type TaskJudge } from "../rollout/analysis/judge-tasks.ts";
import { judgeValue } from "../rollout/analysis/judge-value.ts";
import { askedOf, judged, type MetricAsked } from "../rollout/analysis/measurement.ts";
import { hasRecords, recordsOf } from "../rollout/analysis/record-source.ts";
import { seriesOf } from "../rollout/analysis/series/asked-series.ts";
import { collectSamples } from "../rollout/analysis/series/collect-samples.ts";
import { openTaskConditions } from "../rollout/analysis/task-conditions.ts";
import { type RecordFlaw, RECORD_FLAWS, readTask, type TaskRecord } from "../rollout/analysis/task-record.ts";
import type { MetricVerdict } from "../rollout/reconcile/evidence.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import { askProvider, type MeasuredFrom } from "./ask-provider.ts";
import { judgeSampled, windowOf } from "./judge-sampled.ts";
import { readRecords, sayRecords } from "./read-records.ts";
import { readerOf, type TaskReader } from "./readers.ts";
import type { RolloutMoment } from "./rollout-moment.ts";

export interface MeasuredMetrics {
  readonly verdicts: Readonly<Record<string, MetricVerdict>>;
  /** Tasks of the canary since what is given last changed; 0 where no metric reads tasks. */
  readonly samples: number;
  /** What of the records was not counted, for who looks after them. */
  readonly left: readonly string[];
}

type TaskConditions = ReturnType<typeof openTaskConditions>;

/** Asks the providers of these metrics. One that cannot be asked is an error of its metric, and of no other. */
export async function measureMetrics(
  from: MeasuredFrom,
  metrics: ReadonlyMap<string, WrittenMetric>,
  moment: RolloutMoment,
): Promise<MeasuredMetrics> {
  const { now } = moment;
  const verdicts = new Map<string, MetricVerdict>();
  const conditions = openTaskConditions();
  const readers = new Map<string, TaskReader<Judged>>();
  for (const [name, metric] of metrics) {
    const asked = askedOf(name, metric);
    if (!hasRecords(metric)) {
      verdicts.set(name, await judgeProvider(from, asked, metric, moment));
      continue;
    }
    const judge = judgeOf(asked, metric, moment, conditions);
    readerOf(recordsOf(metric), readers, conditions).judges.set(name, { asked, judge });
  }
  let samples = 0;
  const left: string[] = [];
  for (const reader of readers.values()) {
    const read = await readAll(from, reader, moment);
    samples = Math.max(samples, read.canary);
    left.push(...read.left);
    for (const [name, { asked, judge }] of reader.judges)
      verdicts.set(name, read.why === undefined ? judge.verdict(now) : judged(asked, now, "error", read.why));
  }
  return { verdicts: Object.fromEntries(verdicts), samples, left };
}

async function judgeProvider(from: MeasuredFrom, asked: MetricAsked, metric: WrittenMetric, moment: RolloutMoment) {
  if (metric.series) return judgeSampled(from, asked, metric, moment);
  return judgeValue(asked, await askProvider(from, metric, moment), moment.now);
}

/** What judges the records of a metric: by series of samples, or task by task. */
function judgeOf(asked: MetricAsked, metric: WrittenMetric, moment: RolloutMoment, conditions: TaskConditions) {
  if (metric.series) return collectSamples(asked, seriesOf(metric), windowOf(metric, moment));
  const count = (metric.provider["jsonl"] ?? metric.provider["githubActions"])?.["count"];
  const judge =
    typeof count === "string" ? countTasks(asked, count, conditions) : judgeTasks(asked, moment.weight, conditions);
  return freshTasks(asked, judge, freshnessOf(metric), moment.now);
}

/** A metric that is judged by records. */
interface Judged {
  readonly asked: MetricAsked;
  readonly judge: TaskJudge;
}

async function readAll(from: MeasuredFrom, { records, isTask, judges }: TaskReader<Judged>, moment: RolloutMoment) {
  const flaws = new Map<RecordFlaw, number>();
  let [canary, others] = [0, 0];
  const reader = {
    read: (line: string): TaskRecord | undefined => {
      const task = readTask(line, moment, records);
      if (typeof task !== "string") return isTask(task.task) === true ? task : undefined;
      if (task === "other") others += 1;
      else flaws.set(task, (flaws.get(task) ?? 0) + 1);
      return undefined;
    },
    take: (task: TaskRecord): void => {
      if (task.variant === "canary" && records.of === "tasks") canary += 1;
      for (const { judge } of judges.values()) judge.take(task);
    },
  };
  const read = await readRecords(from, records, reader, moment.since);
  const where = sayRecords(records.source);
  if (!read.ok) return { canary: 0, left: [], why: `${where}: ${read.why}` };
  const { again, otherwise } = read;
  const counts = [
    ...RECORD_FLAWS.flatMap((flaw) => (flaws.has(flaw) ? [[flaw, flaws.get(flaw) ?? 0] as const] : [])),
    ...(read.monsters > 0 ? [["too long", read.monsters] as const] : []),
  ];
  const bad = counts.reduce((sum, [, count]) => sum + count, 0);
  const said = counts.map(([flaw, count]) => `${count} ${flaw}`).join(", ");
  const left = [
    ...(bad > 0
      ? [`${where}: ${noRecords(bad, records.of === "tasks" ? "task record" : "sample")} not counted: ${said}.`]
      : []),
    ...(again > 0
      ? [
          `${where}: ${again === 1 ? "1 record stands there more than once, and counts" : `${again} records stand there more than once, and count`} once.`,
        ]
      : []),
    ...(otherwise > 0
      ? [
          `${where}: ${otherwise === 1 ? "1 record says" : `${otherwise} records say`} something else of a task than another one that began at the same time: each counts, and \`where\` says which are meant.`,
        ]
      : []),
    ...(canary === 0 && others > 0 && records.of === "tasks"
      ? [
          `${where}: none of ${others} records is of ${moment.id} since it last changed, with the releases that it gives.`,
        ]
      : []),
  ];
  return { canary, left };
}

const noRecords = (count: number, noun: string): string =>
  count === 1 ? `1 line is no ${noun}, and was` : `${count} lines are no ${noun}s, and were`;
