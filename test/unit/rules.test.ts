import { describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { ruleCases } from "../rules/index.ts";
import { diagnosticsOf } from "../support/examine-texts.ts";
import { judgeCase } from "../support/judge-case.ts";

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const more = ruleCases.filter((one) => one.rule === rule).flatMap(({ cases }) => cases);
  const cases = [...rule.examples, ...more].map((example) => [example.because, example] as const);

  test.each(cases)("%s", async (_because, example) => judgeCase(rule, example));

  test("shows what its fixes make of a file", async () => {
    for (const example of rule.examples)
      if ((await diagnosticsOf(rule, example)).some(({ fix }) => fix))
        expect(example.fixed, example.because).toBeDefined();
  });

  test("shows what it accepts and what it reports", () => {
    expect(new Set(rule.examples.map(({ reports = [] }) => reports.length > 0))).toEqual(new Set([true, false]));
  });

  test("speaks in whole sentences", () => {
    const { summary, why, consequence, help } = rule;
    for (const text of [summary, why, consequence, help]) expect(text).toMatch(/^(?:[A-Z`$]|skills-ref).*[.`]$/s);
  });
});

test("no two cases of a rule have the same name", () => {
  for (const rule of rules) {
    const more = ruleCases.filter((one) => one.rule === rule).flatMap(({ cases }) => cases);
    const names = [...rule.examples, ...more].map(({ because }) => because);
    expect(new Set(names).size, `${rule.id}: ${names.join(", ")}`).toBe(names.length);
  }
});
