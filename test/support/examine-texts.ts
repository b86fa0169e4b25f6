import { takeInventory } from "../../src/inventory/take-inventory.ts";
import { applyFixes } from "../../src/check/fixes/apply-fixes.ts";
import { diagnose, running } from "../../src/check/diagnose.ts";
import { needsOf } from "../../src/check/needs.ts";
import type { RulePolicy } from "../../src/check/policy.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { ExampleFiles, Repository, Rule } from "../../src/model/rule.ts";
import { memoryFiles } from "./memory-files.ts";
import type { RuleCase } from "./rule-cases.ts";

const POLICY: RulePolicy = { clients: [], rules: {}, overrides: [] };

export async function examineTexts(
  files: ExampleFiles,
  rules: readonly Rule[],
  policy: Partial<RulePolicy> = {},
): Promise<readonly Diagnostic[]> {
  const whole = { ...POLICY, ...policy };
  const head = await takeInventory(memoryFiles(files), { ignored: () => false }, { ...needsOf(rules), outline: true });
  return diagnose({ head }, running(rules, whole), whole);
}

/** What one rule finds in a case, whoever the rule is switched on for. */
export async function diagnosticsOf(
  rule: Rule,
  { files, base, branch, history, options = {} }: RuleCase,
): Promise<readonly Diagnostic[]> {
  const severity = rule.severity === "off" ? "error" : rule.severity;
  const policy: RulePolicy = { ...POLICY, rules: { [rule.id]: { severity, options } } };
  const needs = needsOf([rule]);
  const scope = { ignored: () => false, ...(branch !== undefined && { branch }) };
  const side = async (texts: ExampleFiles) => takeInventory(memoryFiles(texts), scope, needs);
  const changed = (path: string): number | undefined => {
    const day = history?.[path];
    return day === undefined ? undefined : Date.parse(day) / 1000;
  };
  const head: Repository = { ...(await side(files)), ...(history && { history: { changed } }) };
  return diagnose(base ? { head, base: await side(base) } : { head }, running([rule], policy), policy);
}

/** The same in the form that examples are written in. */
export async function reportsOf(rule: Rule, example: RuleCase): Promise<readonly string[]> {
  const only = Object.keys(example.files).length === 1;
  return (await diagnosticsOf(rule, example)).map(({ path, line, column, message }) => {
    const place = [only ? undefined : path, line, column].filter((part) => part !== undefined).join(":");
    return place === "" ? message : `${place} ${message}`;
  });
}

/** The first file of a case after its fixes. */
export async function fixedBy(rule: Rule, example: RuleCase): Promise<string> {
  const [text] = Object.values(example.files);
  const fixes = (await diagnosticsOf(rule, example)).flatMap(({ fix }) => (fix ? [{ fix }] : []));
  return applyFixes(typeof text === "string" ? text : "", fixes).text;
}
