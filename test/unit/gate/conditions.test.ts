import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compileConditions, type Condition, type ConditionOutcome } from "../../../src/gate/conditions.ts";
import { REPORT_SPACE } from "../../../src/gate/report-space.ts";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import type { Excused, Report } from "../../../src/model/report.ts";

const EMPTY: Report = {
  version: 1,
  diagnostics: [],
  measurements: [],
  sections: [],
  rules: [],
  checked: { artifacts: 2, kinds: { instructions: 1, skill: 1 } },
  run: { startedAt: "2026-01-01T00:00:00.000Z", durationMs: 1, root: "", policy: "defaults" },
};
const diagnostic = (one: Partial<Diagnostic>): Diagnostic => ({
  rule: "skill/name-format",
  severity: "error",
  message: "Wrong.",
  fingerprint: "v1:0",
  ...one,
});
const excused = (reason: string): Excused => ({ by: "configuration", reason, diagnostic: diagnostic({}) });
const measured = (metric: string, value: number, base?: number): Report["measurements"][number] => ({
  metric,
  value,
  unit: "bytes",
  labels: { kind: "skill" },
  ...(base !== undefined && { base }),
});
const hooks = (count: number): readonly Diagnostic[] =>
  Array.from({ length: count }, () => diagnostic({ rule: "authority/new-hook" }));

/** For each condition of docs/policies.md: a report that it accepts, and one that violates it. */
const CASES: Readonly<Record<string, readonly [Partial<Report>, Partial<Report>]>> = {
  "no-new-hooks-and-commands": [{ diagnostics: hooks(3) }, { diagnostics: hooks(4) }],
  "skills-have-no-warnings": [
    { diagnostics: [diagnostic({ path: "agents/a.md" }), diagnostic({})] },
    { diagnostics: [diagnostic({ path: "skills/a/SKILL.md", severity: "warning" })] },
  ],
  "released-plugins-are-clean": [
    { diagnostics: [diagnostic({ path: "plugins/draft/x.md" }), diagnostic({})] },
    { diagnostics: [diagnostic({ path: "plugins/review/x.md" })] },
  ],
  "few-suppressions": [{ excused: [excused("a")] }, { excused: Array.from({ length: 21 }, () => excused("a")) }],
  "suppressions-name-a-ticket": [{ excused: [excused("AB-12: later")] }, { excused: [excused("later")] }],
  "repository-has-instructions": [{}, { checked: { artifacts: 1, kinds: { skill: 1 } } }],
  "files-stay-small": [{ measurements: [measured("bytes", 500_000)] }, { measurements: [measured("bytes", 500_001)] }],
  "no-growth-by-half": [
    { measurements: [measured("tokens", 15, 10), measured("tokens", 99)] },
    { measurements: [measured("tokens", 16, 10)] },
  ],
};

const [example = ""] = /(?<=```yaml\n)policies:[^`]*/u.exec(readFileSync("docs/policies.md", "utf8")) ?? [];
const documented: readonly Condition[] = parse(example).policies.map((one: Partial<Condition>) => ({
  severity: "error",
  ...one,
}));

async function judge(policies: readonly Condition[], report: Partial<Report>): Promise<readonly ConditionOutcome[]> {
  const compiled = await compileConditions(policies);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.judge({ ...EMPTY, ...report });
}
const policy = (when: string, name = "mine"): Condition => ({ name, when, severity: "error" });

describe("the policies of the documentation", () => {
  test.each(documented.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    const [good, bad] = CASES[name] ?? [{}, {}];
    expect(await judge([one], good)).toEqual([]);
    expect(await judge([one], bad)).toEqual([{ policy: one, result: "violated" }]);
  });

  test("each field of the report is named there", () => {
    const page = readFileSync("docs/policies.md", "utf8");
    for (const field of Object.values(REPORT_SPACE.types).flatMap(Object.keys))
      expect(page).toMatch(new RegExp(`[\`.]${field}[\`.]`, "u"));
  });
});

describe("a policy that cannot be evaluated is no policy that holds", () => {
  test.each([
    ["a bound that a measurement does not have", "report.measurements.exists(m, m.base > 1.0)"],
    ["a kind of which there is none", 'report.checked.kinds["hooks"] > 0'],
    ["a division by zero", "report.checked.artifacts / 0 > 1"],
    ["a pattern that is none of RE2", 'report.run.policy.matches("(?=a)")'],
  ])("%s", async (_name, when) => {
    const report = { measurements: [measured("tokens", 1)] };
    expect(await judge([policy(when)], report)).toEqual([
      { policy: policy(when), result: "failed", reason: expect.any(String) },
    ]);
  });
});

test("mistakes are all named, each with its place in the expression", async () => {
  const compiled = await compileConditions([
    policy("report.diagnostic.size() > 1", "a"),
    policy("true"),
    policy("true"),
    policy("report.run.startedAt == ''", "time"),
  ]);
  expect(compiled).toEqual({
    ok: false,
    problems: [
      { index: 0, message: "No such key: diagnostic", column: 8 },
      { index: 2, message: 'the name "mine" is taken by another condition' },
      { index: 3, message: "No such key: startedAt", column: 12 },
    ],
  });
});

test("names of labels and kinds that JavaScript has a meaning for are names", async () => {
  const when = 'report.measurements.exists(m, "__proto__" in m.labels || "constructor" in m.labels)';
  expect(await judge([policy(when)], { measurements: [measured("tokens", 1)] })).toEqual([]);
});
