import { composeBudgetSchema, composePartSchema, composeSchema } from "./config-schema.ts";
import type { FiledRule } from "./load-rules.ts";
import { renderRefusingPage } from "./refusing-page.ts";
import { renderRegistry, renderRules } from "./registry.ts";
import { renderRuleOptions } from "./rule-options.ts";
import { composeRolloutSchema } from "./rollout-schema.ts";
import { composeGoldenSchema, composeScenarioSchema } from "./scenario-schema.ts";
import { renderRulePage } from "./rule-page.ts";
import { renderRuleTable } from "./rule-table.ts";
import { composeUsageSchema } from "./usage-schema.ts";

/** Path → text of every generated file. */
export function renderOutputs(filed: readonly FiledRule[]): ReadonlyMap<string, string> {
  const rules = filed.map(({ rule }) => rule);
  const schema = composeSchema(rules);
  return new Map([
    ["src/rules/index.ts", renderRules(filed)],
    ["src/judging/registry.ts", renderRegistry(filed)],
    ["src/config/rule-options.ts", renderRuleOptions(rules)],
    ["schema/agent-ci.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ["schema/budget-limits.schema.json", `${JSON.stringify(composeBudgetSchema(), null, 2)}\n`],
    [
      "schema/model-overrides.schema.json",
      `${JSON.stringify(composePartSchema("models", "model-overrides", "The models of an environment"), null, 2)}\n`,
    ],
    ["schema/rollout.schema.json", `${JSON.stringify(composeRolloutSchema(), null, 2)}\n`],
    ["schema/golden.schema.json", `${JSON.stringify(composeGoldenSchema(), null, 2)}\n`],
    ["schema/scenario.schema.json", `${JSON.stringify(composeScenarioSchema(), null, 2)}\n`],
    ["schema/agent-usage.schema.json", `${JSON.stringify(composeUsageSchema(), null, 2)}\n`],
    ["docs/rules/README.md", renderRuleTable(rules)],
    ["docs/rules/refusing.md", renderRefusingPage(rules)],
    ...filed.map((one) => [`docs/rules/${one.id}.md`, renderRulePage(one)] as const),
  ]);
}
