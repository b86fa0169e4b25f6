import type { Expectation, ScenarioKind } from "./scenario.ts";

/** The values of a scenario that keeps to its schema, with what its schema adds. */
export interface ScenarioValues {
  readonly kind: ScenarioKind;
  readonly values: Readonly<Record<string, unknown>>;
  readonly expect: readonly Expectation[];
}
