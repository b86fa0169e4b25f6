import { objectOf } from "../../model/json.ts";
import { openTaskConditions } from "../analysis/task-conditions.ts";
import type { AnyTask } from "../analysis/task-record.ts";

/** What a task is made up for: conditions that have to hold of it, and those that must not. */
export interface WantedTask {
  readonly holds: readonly string[];
  readonly fails: readonly string[];
}

const FIELD = /\btask((?:\.[A-Za-z_]\w*)+)(\s*\()?/g;
const TEXT = /"([^"\\]*)"|'([^'\\]*)'/g;
const NUMBER = /\b\d+(?:\.\d+)?\b/g;
const USUAL: readonly unknown[] = ["success", "error", true, false, 0, 1_000_000, ""];
/** Of more there are too many to try. */
const MOST_FIELDS = 3;
const MOST_VALUES = 16;

/**
 * A task of which these conditions hold, and those do not: by trying, in the fields that they name, the values that
 * they name, and a few besides. Undefined where none of them does.
 */
export function makeUpTask({ holds, fails }: WantedTask): AnyTask["task"] | undefined {
  const all = [...holds, ...fails];
  const fields = [...new Set(all.flatMap(fieldsIn))];
  if (fields.length > MOST_FIELDS) return undefined;
  const values = [...new Set([...all.flatMap(valuesIn).slice(0, MOST_VALUES), ...USUAL])];
  const conditions = openTaskConditions();
  for (const task of everyTask(fields, values)) {
    const isMeant = holds.every((one) => conditions(one)(task) === true);
    if (isMeant && fails.every((one) => conditions(one)(task) === false)) return task;
  }
  return undefined;
}

/** Ways of a task, without the methods at their ends. */
const fieldsIn = (condition: string): readonly string[] =>
  [...condition.matchAll(FIELD)].flatMap(([, way = "", call]) => {
    const names = way.slice(1).split(".");
    const field = call === undefined ? names : names.slice(0, -1);
    return field.length === 0 ? [] : [field.join(".")];
  });

const valuesIn = (condition: string): readonly unknown[] => [
  ...[...condition.matchAll(TEXT)].map(([, double, single]) => double ?? single ?? ""),
  ...[...condition.matchAll(NUMBER)].flatMap(([text]) => [Number(text), Number(text) + 1, Number(text) / 2]),
];

function* everyTask(fields: readonly string[], values: readonly unknown[]): Generator<AnyTask["task"]> {
  const [field, ...others] = fields;
  if (field === undefined) {
    yield {};
    return;
  }
  for (const task of everyTask(others, values))
    for (const value of values) yield withValue(task, field.split("."), value);
}

function withValue(task: AnyTask["task"], [name = "", ...rest]: readonly string[], value: unknown): AnyTask["task"] {
  if (rest.length === 0) return { ...task, [name]: value };
  return { ...task, [name]: withValue(objectOf(task[name]), rest, value) };
}
