import type { Plan } from "../plan.ts";

/**
 * What a plan asks of golden cases less than the one before it, in words; undefined where there is no such plan any
 * more.
 */
export function weakenedGoldenSteps(before: Plan, after: Plan | undefined): readonly string[] {
  return before.steps.flatMap((was): readonly string[] => {
    if (was.kind !== "golden") return [];
    const is = after?.steps.find((one) => one.kind === "golden" && one.dataset === was.dataset);
    if (is?.kind !== "golden") return [`no longer asks for the golden cases of ${was.dataset}`];
    return [
      ...(is.margin > was.margin ? [`lets ${is.margin} instead of ${was.margin} of ${was.dataset} be lost`] : []),
      ...(is.alpha > was.alpha
        ? [`may be let through wrongly by ${was.dataset} ${is.alpha} instead of ${was.alpha} of the time`]
        : []),
    ];
  });
}
