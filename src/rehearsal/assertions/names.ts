/** What may be expected, by the names of promptfoo where the meaning is equal. */
export const ASSERTIONS = [
  "contains",
  "regex",
  "equals",
  "is-json",
  "json-schema",
  "latency",
  "tokens",
  "skill-used",
  "tool-used",
  "trajectory:tool-used",
  "trajectory:tool-args-match",
  "trajectory:tool-sequence",
  "trajectory:step-count",
  "memory",
  "growth",
  "files-changed",
  "exit-code",
  "golden",
  "javascript",
  "loaded",
] as const;
export type AssertionName = (typeof ASSERTIONS)[number];
