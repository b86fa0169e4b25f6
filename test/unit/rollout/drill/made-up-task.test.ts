import { expect, test } from "vitest";
import { openTaskConditions } from "../../../../src/rollout/analysis/task-conditions.ts";
import { makeUpTask } from "../../../../src/rollout/drill/made-up-task.ts";

test.each([
  'task.outcome == "success"',
  "task.outcome != 'failed'",
  "task.spawned == true",
  "task.critical > 0",
  'task.result.status == "ok" && task.result.code < 300',
  'task.name.startsWith("review")',
  "task.tokens <= 5000 || task.cached",
])("of %s there is a task for which it holds, and one for which it does not", (condition) => {
  const asked = openTaskConditions()(condition);
  expect(asked(makeUpTask({ holds: [condition], fails: [] }) ?? {})).toBe(true);
  expect(asked(makeUpTask({ holds: [], fails: [condition] }) ?? {})).toBe(false);
});

test("what else has to hold of it does", () => {
  const task = makeUpTask({ holds: ['task.kind == "session"'], fails: ['task.outcome == "success"'] });
  expect(task).toMatchObject({ kind: "session" });
  expect(task?.["outcome"]).not.toBe("success");
});

test.each([
  [{ holds: ["true"], fails: ["true"] }],
  [{ holds: ["task.a == task.b && task.c == task.d"], fails: [] }],
  [{ holds: ["task.a == 1", "task.a == 2"], fails: [] }],
])("of %j there is none", (wanted) => {
  expect(makeUpTask(wanted)).toBeUndefined();
});
