import { describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { ruleCases } from "../rules/index.ts";
import { diagnosticsOf, fixedBy, reportsOf } from "../support/examine-texts.ts";

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const more = ruleCases.filter((one) => one.rule === rule).flatMap(({ cases }) => cases);
  const cases = [...rule.examples, ...more].map((example) => [example.because, example] as const);

  test.each(cases)("%s", async (_because, example) => {
    expect(await reportsOf(rule, example)).toEqual(example.reports ?? []);
  });

  test.each(cases.filter(([, { fixed }]) => fixed !== undefined))("fixes: %s", async (_because, example) => {
    const fixed = await fixedBy(rule, example);
    expect(fixed).toBe(example.fixed);
    const [path = ""] = Object.keys(example.files);
    const again = { ...example, files: { ...example.files, [path]: fixed } };
    expect((await diagnosticsOf(rule, again)).filter(({ fix }) => fix)).toEqual([]);
  });

  test("shows what its fixes make of a file", async () => {
    for (const example of rule.examples)
      if ((await diagnosticsOf(rule, example)).some(({ fix }) => fix))
        expect(example.fixed, example.because).toBeDefined();
  });

  test("marks places that do not end before they begin", async () => {
    for (const example of rule.examples)
      for (const { line, column, endLine, endColumn } of await diagnosticsOf(rule, example)) {
        if (line === undefined || column === undefined || endLine === undefined || endColumn === undefined) continue;
        const end = endLine > line ? Infinity : endLine < line ? 0 : endColumn;
        expect(end, example.because).toBeGreaterThanOrEqual(column);
      }
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
