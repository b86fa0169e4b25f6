import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { composeUsageSchema } from "../../../../scripts/generate/usage-schema.ts";
import { readProfile } from "../../../../src/cost/profile/read-profile.ts";
import { fitsSchema } from "../../../support/fits-schema.ts";

const fits = fitsSchema(composeUsageSchema());
const workflow = (text: string): string => `workflows:\n  a: { client: codex, ${text} }\n`;

test.each([
  ["workflows: {}\n"],
  ["workflow: {}\n"],
  [workflow("runs-per-month: 1")],
  [workflow("runs-per-month: -1")],
  [workflow("turns: 3")],
  [workflow("measured: { runs: 10, runs-per-month: 3 }")],
  [workflow("measured: { runs: 10 }")],
  [workflow("runs-per-month: 1, measured: { turns: 3 }")],
  [workflow("runs-per-month: 1, measured: { runs: 10, from: today }")],
  [workflow("runs-per-month: 1, subagents: { b: { measured: { runs: 10, times: 2 } } }")],
  [workflow("runs-per-month: 1, subagents: { b: { measured: { runs: 10, runs-per-month: 2 } } }")],
])("editors and readers agree on %j", (text) => {
  expect(fits(text)).toBe(readProfile(text).ok);
});

test("the profiles of the page and of the demo are right", () => {
  const [, example = ""] =
    /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(readFileSync("docs/cost-gate.md", "utf8")) ?? [];
  for (const text of [example, readFileSync("examples/demo/cost/agent-usage.yaml", "utf8")])
    expect([fits(text), readProfile(text).ok]).toEqual([true, true]);
});
