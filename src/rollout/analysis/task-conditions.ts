import { openBudget } from "../../conditions/budget.ts";
import { UsageError } from "../../model/usage-error.ts";
import { compileCondition, OF_TASK } from "./condition.ts";
import type { TaskRecord } from "./task-record.ts";

/**
 * Whether a condition holds for a task; undefined where it cannot be asked of it. Throws UsageError once it has taken
 * more steps than so many tasks may cost.
 */
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

/** So many answers are kept of one condition, by fields that have no longer texts than this. */
const MOST_KNOWN = 1000;
const LONGEST = 64;

/**
 * Steps that each task brings for a condition, some ten times what one needs that looks at a few fields; and those that
 * are there from the beginning, for a few tasks that take many. Lists within lists take millions for each task, and
 * whoever writes the records, or in a request the specification, would have one look last for hours.
 */
const STEPS_OF_TASK = 2000;
const FIRST_STEPS = 10_000_000;

function conditionOf(text: string): TaskCondition {
  const compiled = compileCondition(text, OF_TASK);
  if (!compiled.ok) throw new Error(compiled.message);
  const fields = compiled.fieldsOf("task");
  const known = new Map<Word, boolean | undefined>();
  const budget = openBudget(FIRST_STEPS);
  const ask = (task: TaskRecord["task"]): boolean | undefined => {
    if (!budget.exceeded()) {
      budget.spend(-STEPS_OF_TASK);
      const found = compiled.holds({ task }, budget);
      if (!budget.exceeded()) return found.ok ? found.value : undefined;
    }
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    throw new UsageError(`its condition takes too many steps for so many tasks: ${shown}`);
  };
  let last: TaskRecord["task"] | undefined;
  let answer: boolean | undefined;
  return (task) => {
    if (task === last) return answer;
    last = task;
    const key = fields && keyOf(task, fields);
    const isKnown = key !== undefined && known.has(key);
    answer = isKnown ? known.get(key) : ask(task);
    if (key !== undefined && !isKnown && known.size < MOST_KNOWN) known.set(key, answer);
    return answer;
  };
}

/** The same for tasks of which a condition has the same answer; undefined where its fields are no short words. */
function keyOf(task: TaskRecord["task"], fields: readonly string[]): Word | undefined {
  const [only] = fields;
  if (only !== undefined && fields.length === 1) return wordOf(task, only);
  let key = "";
  for (const field of fields) {
    const word = wordOf(task, field);
    if (word === undefined) return undefined;
    key += typeof word === "string" ? `${word.length} ${word}` : `${String(word)} `;
  }
  return key;
}

/** What a field says in short; null where a task has none of that name. */
type Word = string | boolean | null;

function wordOf(task: TaskRecord["task"], field: string): Word | undefined {
  if (!Object.hasOwn(task, field)) return null;
  const value = task[field];
  if (value === undefined) return null;
  return typeof value === "boolean" || (typeof value === "string" && value.length <= LONGEST) ? value : undefined;
}
