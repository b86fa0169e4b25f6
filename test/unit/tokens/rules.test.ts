import { describe, expect, test } from "vitest";
import { sign } from "../../../src/check/sign.ts";
import { resolveConfig } from "../../../src/config/resolve.ts";
import { judgeTokens } from "../../../src/checks/tokens/judge-tokens.ts";
import type { Example, ExampleFiles, Rule } from "../../../src/model/rule.ts";
import { openCounter } from "../../../src/tokens/counter.ts";
import * as rules from "../../../src/tokens/rules.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

const forgetful = { get: () => undefined, set: () => {} };

function settingsOf(files: ExampleFiles) {
  const resolved = resolveConfig({
    readText: (path) => (typeof files[path] === "string" ? files[path] : undefined),
    environments: [],
    env: {},
    flags: {},
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return resolved.settings;
}

async function reportsOf(rule: Rule, { files, base }: Example): Promise<readonly string[]> {
  const severity = rule.severity === "off" ? ("error" as const) : rule.severity;
  const off = Object.fromEntries(Object.values(rules).map(({ id }) => [id, "off" as const]));
  // The head-room of a budget is reported by a rule of its own, which needs those that it speaks of.
  const others = rule.id === "budget/headroom" ? {} : off;
  const policy = { clients: [], rules: { ...others, [rule.id]: severity }, overrides: [] };
  const { found } = await judgeTokens(
    {
      head: await inventoryOf(files),
      ...(base && { base: await inventoryOf(base) }),
      budgets: settingsOf(files).budgets,
      policy,
      fromConfig: (path) => path,
      writtenAt: () => ({ path: "agent-ci.yaml" }),
    },
    openCounter("o200k_base", forgetful),
  );
  return sign(found, policy).map(({ path, line, column, message }) => {
    const place = [path, line, column].filter((part) => part !== undefined).join(":");
    return `${place} ${message}`;
  });
}

describe.each(Object.values(rules).map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((example) => [example.because, example] as const))("%s", async (_because, example) => {
    expect(await reportsOf(rule, example)).toEqual(example.reports ?? []);
  });
});
