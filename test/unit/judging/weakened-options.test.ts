import { describe, expect, test } from "vitest";
import { looser } from "../../../src/check/weakening/looser.ts";
import type { RulePolicy, RuleSetting } from "../../../src/check/policy.ts";
import { weakenedRules } from "../../../src/check/weakening/weakened-rules.ts";
import { registry } from "../../../src/judging/registry.ts";
import type { Options } from "../../../src/model/rule.ts";

type Value = Options[string];
/** Two values of an option, the stricter one first. */
type Pair = readonly [strict: Value, lax: Value];

const ALLOWED: Pair = [["a"], ["a", "b"]];
const DEMANDED: Pair = [["a", "b"], ["a"]];
const MOST: Pair = [90, 180];
const LEAST: Pair = [40, 10];

const TABLE: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  "agent/field-values": { allowed: ALLOWED },
  "agent/lost-guard": { allowed: ALLOWED },
  "skill/lost-guard": { allowed: ALLOWED },
  "agent/model": { allowed: ALLOWED },
  "agent/opencode-mode": { allowed: ALLOWED },
  "agent/skill-missing": { allowed: ALLOWED },
  "agent/unknown-tool": { allowed: ALLOWED },
  "context/claude-code-listing": { "max-characters": MOST },
  "context/codex-listing": { "max-characters": MOST },
  "context/copilot-agent": { "max-characters": MOST },
  "context/windsurf-rule": { "max-characters": MOST },
  "format/required-section": {
    skill: DEMANDED,
    instructions: DEMANDED,
    "scoped-instructions": DEMANDED,
    agent: DEMANDED,
    command: DEMANDED,
    "output-style": DEMANDED,
    "team-spec": DEMANDED,
    orchestration: DEMANDED,
  },
  "hooks/dead-matcher": { allowed: ALLOWED },
  "hooks/unset-variable": { allowed: ALLOWED },
  "hooks/event-unknown": { allowed: ALLOWED },
  "hooks/misspelt-field": { allowed: ALLOWED },
  "hooks/prohibited": { "allowed-events": ALLOWED, "allowed-commands": ALLOWED },
  "hooks/timeout": { "max-seconds": MOST },
  "hygiene/branch-name": { allowed: ALLOWED },
  "hygiene/communication-log": { also: DEMANDED },
  "hygiene/credential-file": { also: DEMANDED },
  "hygiene/env-file": { also: DEMANDED },
  "hygiene/large-binary": { "max-bytes": MOST },
  "hygiene/lock-file": { also: DEMANDED },
  "hygiene/runtime-state": { also: DEMANDED },
  "hygiene/session-log": { also: DEMANDED },
  "instructions/length": { "max-lines": MOST },
  // Sections that are alike to this degree are compared: of a higher one there are fewer.
  "instructions/section-drift": { "min-alike": [0.5, 0.9] },
  "instructions/stale": { "max-days": MOST },
  "mcp/allow-list": { "allowed-servers": ALLOWED, "allowed-commands": ALLOWED, "allowed-hosts": ALLOWED },
  "mcp/pinned": { allowed: ALLOWED },
  "repository/mirror-drift": { "min-alike": [0.5, 0.9] },
  "repository/path-length": { "max-characters": MOST },
  "scoped-instructions/excluded-agent": { allowed: ALLOWED },
  "scoped-instructions/unknown-field": { allowed: ALLOWED },
  // Only what is at least as long is reported.
  "security/encoded-payload": { "min-characters": [200, 1000] },
  "mcp/misspelt-field": { allowed: ALLOWED },
  "skill/misspelt-field": { allowed: ALLOWED },
  "agent/misspelt-tool": { allowed: ALLOWED },
  "agent/unknown-field": { allowed: ALLOWED },
  "plugin/settings-key": { allowed: ALLOWED },
  "skill/agent-missing": { allowed: ALLOWED },
  "settings/dangerous": { allowed: ALLOWED },
  "settings/ignored-key": { allowed: ALLOWED },
  "settings/lost-guard": { allowed: ALLOWED },
  "settings/unknown-key": { allowed: ALLOWED },
  "settings/shape": { allowed: ALLOWED },
  "settings/void": { allowed: ALLOWED },
  "skill/body-length": { "max-lines": MOST },
  "skill/bundled-binary": { extensions: DEMANDED },
  "skill/compatibility": { "max-characters": MOST },
  "skill/description-length": { "max-characters": MOST },
  "skill/description-short": { "min-characters": LEAST },
  "skill/license": { "max-characters": MOST },
  "skill/name-length": { "max-characters": MOST },
  "skill/name-vague": { vague: DEMANDED },
  "skill/reference-contents": { "max-lines": MOST },
  "skill/side-effect": { verbs: DEMANDED },
  "skill/unknown-field": { allowed: ALLOWED },
  "skill/unknown-tool": { allowed: ALLOWED },
  "skill/upload-size": { "max-bytes": MOST, "max-files": MOST },
  "team/agent-missing": { allowed: ALLOWED },
  "team/rate-limits": { "max-agents": MOST, "max-rounds": MOST },
  "team/reference-missing": { allowed: ALLOWED },
};

const tuned = registry.filter(({ options }) => Object.keys(options).length > 0);

/** What is told of a change from one value of an option to another. */
function told(rule: string, option: string, before: Value, after: Value): readonly string[] {
  const ruling = (value: Value) => {
    const setting: RuleSetting = { severity: "error", options: { [option]: value } };
    const policy: RulePolicy = { clients: [], rules: { [rule]: setting }, overrides: [] };
    return { policy, overrides: [] };
  };
  return weakenedRules(registry, ruling(before), ruling(after), []);
}

test("the table has a row for every option of every rule", () => {
  const all = Object.fromEntries(tuned.map(({ id, options }) => [id, Object.keys(options).sort()]));
  const rows = Object.entries(TABLE).map(([id, options]) => [id, Object.keys(options).sort()] as const);
  expect(Object.fromEntries(rows)).toEqual(all);
});

describe("of an option only a change that lets more through is told", () => {
  const rows = Object.entries(TABLE).flatMap(([rule, options]) =>
    Object.entries(options).map(([option, pair]) => [rule, option, ...pair] as const),
  );
  test.each(rows)("%s %s: %j → %j", (rule, option, strict, lax) => {
    expect(told(rule, option, strict, lax)).toEqual([
      `\`rules\`: ${rule} has ${option} ${JSON.stringify(lax)} instead of ${JSON.stringify(strict)}`,
    ]);
    expect(told(rule, option, lax, strict)).toEqual([]);
    expect(told(rule, option, lax, lax)).toEqual([]);
  });
});

describe("which way an option lets more through", () => {
  test.each(tuned.map((rule) => [rule.id, rule] as const))("is declared for every one by %s", (_id, rule) => {
    for (const option of Object.keys(rule.options)) expect(option).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(Object.keys(rule.loosens ?? {}).sort()).toEqual(Object.keys(rule.options).sort());
  });

  test("is anybody's guess for a switch, and for what no rule declares: any change is told", () => {
    expect([looser("more", true, false), looser("more", false, true)]).toEqual([true, true]);
    expect([looser(undefined, 1, 2), looser(undefined, 2, 1), looser(undefined, 1, 1)]).toEqual([true, true, false]);
  });

  test("is not told by the length of a list of patterns that take each other back", () => {
    expect(looser("less", ["*.log"], ["*.log", "!keep.log"])).toBe(true);
    expect(looser("less", ["!keep.log", "*.log"], ["*.log", "!keep.log"])).toBe(true);
    expect(looser("less", ["a", "b"], ["b", "a"])).toBe(false);
  });
});
