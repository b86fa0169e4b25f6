import type { Step } from "../model/steps.ts";

/**
 * Lines for the end of one file are one step, where the first of them stood;
 * a later step adds what the first does not say.
 */
export function joinAppends(steps: readonly Step[]): readonly Step[] {
  const linesOf = (path: string): readonly string[] => {
    const [first = [], ...others] = steps.flatMap((step) =>
      step.do === "append" && step.path === path ? [step.lines] : [],
    );
    const known = new Set(first);
    return [...first, ...new Set(others.flat().filter((line) => !known.has(line)))];
  };
  const isFirst = (step: Step, index: number): boolean =>
    steps.findIndex(({ do: does, path }) => does === "append" && path === step.path) === index;
  return steps
    .filter((step, index) => step.do !== "append" || isFirst(step, index))
    .map((step) => (step.do === "append" ? { ...step, lines: linesOf(step.path) } : step));
}
