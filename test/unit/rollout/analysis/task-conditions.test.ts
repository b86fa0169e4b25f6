import { expect, test } from "vitest";
import { openTaskConditions } from "../../../../src/rollout/analysis/task-conditions.ts";

const VALUES = [undefined, "success", "error", "", "true", "7 success", true, false, 0, 7, null, ["error"], { a: "b" }];
const TASKS = VALUES.flatMap((outcome) =>
  VALUES.map((kind) => ({
    ...(outcome !== undefined && { outcome }),
    ...(kind !== undefined && { kind }),
  })),
);

test.each([
  'task.outcome == "success"',
  'task.outcome == "success" && task.kind != "error"',
  'has(task.outcome) && task.outcome != "error"',
  'task.outcome in ["success", "true"] || task.kind == true',
  '"kind" in task && task.outcome == "success"',
  'task["kind"] == "error" || task.outcome == "error"',
  "size(task) == 1 && task.outcome == true",
  'task.outcome.exists(task, task == "error")',
])("%s has the same answer of a task, whatever was asked before", (text) => {
  const asked = openTaskConditions()(text);
  const first = TASKS.map((task) => asked(task));
  const alone = TASKS.map((task) => openTaskConditions()(text)(task));
  expect(first).toEqual(alone);
  expect(TASKS.toReversed().map((task) => asked({ ...task }))).toEqual(alone.toReversed());
  expect(new Set(alone).size).toBeGreaterThan(1);
});
