import { compileCondition, OF_TASK } from "./condition.ts";
import type { TaskRecord } from "./task-record.ts";

/** Whether a condition holds for a task; undefined where it cannot be asked of it. */
export type TaskCondition = (task: TaskRecord["task"]) => boolean | undefined;

/**
 * The conditions of the metrics of one look: two that ask the same of a task have one answer. Throws Error for a text
 * that is no condition, which a specification that was read has none of.
 */
export function openTaskConditions(): (text: string) => TaskCondition {
  const known = new Map<string, TaskCondition>();
  return (text) => {
    const condition = known.get(text) ?? conditionOf(text);
    known.set(text, condition);
    return condition;
  };
}

function conditionOf(text: string): TaskCondition {
  const compiled = compileCondition(text, OF_TASK);
  if (!compiled.ok) throw new Error(compiled.message);
  let last: TaskRecord["task"] | undefined;
  let answer: boolean | undefined;
  return (task) => {
    if (task === last) return answer;
    last = task;
    const found = compiled.holds({ task });
    answer = found.ok ? found.value : undefined;
    return answer;
  };
}
