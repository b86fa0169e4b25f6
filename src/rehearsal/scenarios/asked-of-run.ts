import type { Meeting } from "../agents/meeting.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import type { Expectation } from "./scenario.ts";

/** Whose first answers wait for one another, for what is expected of a run. */
export const meetingsFor = (expect: readonly Expectation[]): readonly Meeting[] =>
  expect.flatMap(({ type, params }) => {
    const { meetings }: Assertion = assertions[type];
    return meetings?.(params) ?? [];
  });

/** Files that have to be looked at while a run goes on. */
export const watchedBy = (expect: readonly Expectation[]): readonly string[] =>
  expect.flatMap(({ type, params }) => {
    const { watches }: Assertion = assertions[type];
    return watches ? [watches(params)] : [];
  });
