import { expect, test } from "vitest";
import type { Example, Rule } from "../../src/model/rule.ts";
import { applyFixes } from "./apply-fixes.ts";
import { diagnosticsOf, reportsOf } from "./examine-texts.ts";

/** Tests a rule by cases in the form of its examples, for what would only crowd its page. */
export function testCases(rule: Rule, cases: readonly Example[]): void {
  test.each(cases.map((one) => [`${rule.id}: ${one.because}`, one] as const))("%s", async (_name, one) => {
    expect(await reportsOf(rule, one)).toEqual(one.reports ?? []);
    if (one.fixed === undefined) return;
    const [text] = Object.values(one.files);
    const fixes = (await diagnosticsOf(rule, one)).flatMap(({ fix }) => fix ?? []);
    expect(applyFixes(typeof text === "string" ? text : "", fixes)).toBe(one.fixed);
  });
}
