import assert from "node:assert/strict";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { Rule } from "../../src/model/rule.ts";
import { diagnosticsOf, fixedBy, reportsOf } from "./examine-texts.ts";
import type { RuleCase } from "./rule-cases.ts";

/** Throws unless a rule says of a case what the case says: places, messages, and what is left after the fixes. */
export async function judgeCase(rule: Rule, one: RuleCase): Promise<void> {
  assert.deepEqual(await reportsOf(rule, one), one.reports ?? []);
  const diagnostics = await diagnosticsOf(rule, one);
  for (const diagnostic of diagnostics) assertInOrder(diagnostic);
  if (one.safe !== undefined)
    assert.deepEqual(new Set(diagnostics.flatMap(({ fix }) => (fix ? [fix.safe] : []))), new Set([one.safe]));
  if (one.fixed === undefined) return;
  const fixed = await fixedBy(rule, one);
  assert.equal(fixed, one.fixed);
  const [path = ""] = Object.keys(one.files);
  const again = await diagnosticsOf(rule, { ...one, files: { ...one.files, [path]: fixed } });
  assert.deepEqual(
    again.filter(({ fix }) => fix),
    [],
    "what was fixed is found again",
  );
}

function assertInOrder({ line, column, endLine, endColumn, message }: Diagnostic): void {
  if (line === undefined || column === undefined || endLine === undefined || endColumn === undefined) return;
  const inOrder = endLine > line || (endLine === line && endColumn >= column);
  assert.ok(inOrder, `${message}: the place ends before it begins, at ${endLine}:${endColumn}`);
}
