import { compileExpression } from "../../conditions/cel.ts";
import type { TaskJudge } from "./judge-tasks.ts";
import { judgeValue } from "./judge-value.ts";
import type { MetricAsked } from "./measurement.ts";

/** Judges the number of tasks of the canary of which a condition holds. Without a task there is no number. */
export function countTasks(asked: MetricAsked, condition: string): TaskJudge {
  const compiled = compileExpression(condition, { types: {}, variables: { task: "dyn" } });
  if (!compiled.ok) throw new Error(compiled.message);
  let tasks = 0;
  let found = 0;
  return {
    take: ({ variant, task }) => {
      if (variant !== "canary") return;
      tasks += 1;
      const holds = compiled.holds({ task });
      if (holds.ok && holds.value) found += 1;
    },
    verdict: (at) =>
      judgeValue(
        asked,
        tasks === 0 ? { is: "nothing", why: "no task of the canary" } : { is: "values", values: [found] },
        at,
      ),
  };
}
