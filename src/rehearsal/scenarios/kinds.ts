/** What may be rehearsed; the first is meant where none is named. */
export const KINDS_OF_SCENARIO = ["agent", "hook", "team", "triggers"] as const;
