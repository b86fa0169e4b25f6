import { describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { reportsOf } from "../support/examine-texts.ts";

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((example) => [example.because, example] as const))("%s", async (_because, example) => {
    expect(await reportsOf(rule, example)).toEqual(example.reports ?? []);
  });

  test("shows what it accepts and what it reports", () => {
    expect(new Set(rule.examples.map(({ reports = [] }) => reports.length > 0))).toEqual(new Set([true, false]));
  });

  test("speaks in whole sentences", () => {
    const { summary, why, consequence, help } = rule;
    for (const text of [summary, why, consequence, help]) expect(text).toMatch(/^(?:[A-Z`$]|skills-ref).*[.`]$/s);
  });
});
