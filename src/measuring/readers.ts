import type { AskedRecords } from "../rollout/analysis/record-source.ts";
import type { openTaskConditions, TaskCondition } from "../rollout/analysis/task-conditions.ts";

/** Records, read once for all metrics that are about them, by the names of these. */
export interface TaskReader<Judge> {
  readonly records: AskedRecords;
  readonly isTask: TaskCondition;
  readonly judges: Map<string, Judge>;
}

/** The reader of these records: one for all that ask for the same. */
export function readerOf<Judge>(
  records: AskedRecords,
  readers: Map<string, TaskReader<Judge>>,
  conditions: ReturnType<typeof openTaskConditions>,
): TaskReader<Judge> {
  const key = JSON.stringify(records);
  const isTask = records.where === undefined ? () => true : conditions(records.where);
  const reader = readers.get(key) ?? { records, isTask, judges: new Map<string, Judge>() };
  readers.set(key, reader);
  return reader;
}
