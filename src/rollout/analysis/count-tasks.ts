import { wilson } from "../../statistics/wilson.ts";
import { openBreaches } from "./breaches.ts";
import type { TaskJudge } from "./judge-tasks.ts";
import { OF_RESULT } from "./condition.ts";
import { judgeByConditions } from "./judge-conditions.ts";
import { inPercent, type MetricAsked, noData } from "./measurement.ts";
import { openTaskConditions } from "./task-conditions.ts";

/** Judges the number of tasks of the canary of which a condition holds. Without a task there is no number. */
export function countTasks(asked: MetricAsked, condition: string, conditions = openTaskConditions()): TaskJudge {
  const holds = conditions(condition);
  let tasks = 0;
  let found = 0;
  const breaches = openBreaches();
  return {
    take: (record) => {
      if (record.variant !== "canary") return;
      tasks += 1;
      if (holds(record.task) !== true) return;
      found += 1;
      breaches.note(record);
    },
    verdict: (at) => {
      if (tasks === 0) return noData(asked, at, "no task of the canary");
      const { low, high } = wilson(found, tasks);
      const figure = { name: "value", value: found, n: tasks, low: low * tasks, high: high * tasks };
      const says = `${found} of ${tasks} (${inPercent(low)} to ${inPercent(high)})`;
      const judge = judgeByConditions(asked, OF_RESULT);
      return breaches.with(judge({ result: [found], value: found }, { says, figures: [figure] }, at));
    },
  };
}
