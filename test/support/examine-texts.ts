import { takeInventory } from "../../src/inventory/take-inventory.ts";
import { diagnose, running } from "../../src/check/diagnose.ts";
import type { RulePolicy } from "../../src/check/policy.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { Example, ExampleFiles, Rule } from "../../src/model/rule.ts";
import { memoryFiles } from "./memory-files.ts";

const POLICY: RulePolicy = { clients: [], rules: {}, overrides: [] };

export async function examineTexts(
  files: ExampleFiles,
  rules: readonly Rule[],
  policy: Partial<RulePolicy> = {},
): Promise<readonly Diagnostic[]> {
  const whole = { ...POLICY, ...policy };
  const head = await takeInventory(memoryFiles(files), { ignored: () => false }, { outline: true });
  return diagnose({ head }, running(rules, whole), whole);
}

/** What one rule finds in an example, whoever the rule is switched on for. */
export async function diagnosticsOf(rule: Rule, example: Example): Promise<readonly Diagnostic[]> {
  const policy = { ...POLICY, rules: { [rule.id]: rule.severity === "off" ? ("error" as const) : rule.severity } };
  const needs = { outline: rule.outline ?? false };
  const side = async (files: ExampleFiles) => takeInventory(memoryFiles(files), { ignored: () => false }, needs);
  const head = await side(example.files);
  const evidence = example.base ? { head, base: await side(example.base) } : { head };
  return diagnose(evidence, running([rule], policy), policy);
}

/** The same in the form that examples are written in. */
export async function reportsOf(rule: Rule, example: Example): Promise<readonly string[]> {
  const only = Object.keys(example.files).length === 1;
  return (await diagnosticsOf(rule, example)).map(({ path, line, column, message }) => {
    const place = [only ? undefined : path, line, column].filter((part) => part !== undefined).join(":");
    return place === "" ? message : `${place} ${message}`;
  });
}
