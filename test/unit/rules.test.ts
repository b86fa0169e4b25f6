import { describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { applyFixes } from "../support/apply-fixes.ts";
import { diagnosticsOf, reportsOf } from "../support/examine-texts.ts";

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((example) => [example.because, example] as const))("%s", async (_because, example) => {
    expect(await reportsOf(rule, example)).toEqual(example.reports ?? []);
  });

  test.each(
    rule.examples.filter(({ fixed }) => fixed !== undefined).map((example) => [example.because, example] as const),
  )("fixes: %s", async (_because, example) => {
    const [path = "", text = ""] = Object.entries(example.files)[0] ?? [];
    const fixes = (await diagnosticsOf(rule, example)).flatMap(({ fix }) => fix ?? []);
    expect(applyFixes(typeof text === "string" ? text : "", fixes)).toBe(example.fixed);
    const again = { ...example, files: { ...example.files, [path]: example.fixed ?? "" } };
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
