import type { TaskJudge } from "./judge-tasks.ts";
import { judgeValue } from "./judge-value.ts";
import type { MetricAsked } from "./measurement.ts";
import { openTaskConditions } from "./task-conditions.ts";

/** Judges the number of tasks of the canary of which a condition holds. Without a task there is no number. */
export function countTasks(asked: MetricAsked, condition: string, conditions = openTaskConditions()): TaskJudge {
  const holds = conditions(condition);
  let tasks = 0;
  let found = 0;
  return {
    take: ({ variant, task }) => {
      if (variant !== "canary") return;
      tasks += 1;
      if (holds(task) === true) found += 1;
    },
    verdict: (at) =>
      judgeValue(
        asked,
        tasks === 0 ? { is: "nothing", why: "no task of the canary" } : { is: "values", values: [found] },
        at,
      ),
  };
}
