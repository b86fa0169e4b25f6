import type { Measurement } from "../../model/measurement.ts";
import type { CaseResult, RunResult } from "../../rehearsal/case-result.ts";

const FIGURES: readonly (readonly [metric: string, unit: string, of: (run: RunResult) => number])[] = [
  ["rehearsal-duration", "ms", ({ durationMs }) => durationMs],
  ["rehearsal-memory", "bytes", ({ memoryBytes }) => memoryBytes],
  ["rehearsal-requests", "requests", ({ requests }) => requests],
  ["rehearsal-tokens", "tokens", ({ tokens }) => tokens.input + tokens.output],
];

/** What each case needs: the median of its runs, and their ends where there are several. */
export function measureCases(cases: readonly CaseResult[]): readonly Measurement[] {
  return cases.flatMap(({ id, path, runs }) =>
    FIGURES.map(([metric, unit, of]): Measurement => {
      const values = runs.map(of).toSorted((one, other) => one - other);
      const [low = 0, high = 0] = [values.at(0), values.at(-1)];
      const value = values[Math.floor((values.length - 1) / 2)] ?? 0;
      return { metric, value, unit, labels: { case: id }, path, ...(values.length > 1 && { low, high }) };
    }),
  );
}
