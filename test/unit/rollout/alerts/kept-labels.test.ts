import { expect, test } from "vitest";
import { alertFiles } from "../../../../src/rollout/alerts/alert-files.ts";
import { keepsLabels } from "../../../../src/rollout/alerts/kept-labels.ts";
import { readSpec } from "../../../../src/rollout/spec/read-spec.ts";

test.each([
  ["sum(errors)", false],
  ["(sum(rate(errors[5m])))", false],
  ["sum by (job) (errors)", false],
  ["sum(errors) by (job)", false],
  ["sum by (rollout, variant) (errors)", true],
  ['avg(errors{a=")"}) by (variant)', true],
  ["sum(rate(a[5m])) / sum(rate(b[5m]))", false],
  ["100 * sum by (variant) (a) / sum by (variant) (b)", true],
  ["sum(a) # by (variant)", false],
  ["max without (variant) (errors)", false],
  ["vector(1)", false],
  // What only Prometheus knows.
  ["max without (instance) (errors)", undefined],
  ["errors", undefined],
  ["rate(errors[5m])", undefined],
  ["sum(a) or vector(0)", undefined],
  ["sum(a) / on () group_left () b", undefined],
  ["sum(a", undefined],
  ["(".repeat(50_000), undefined],
])("%s: %s", (query, kept) => {
  expect(keepsLabels(query)).toBe(kept);
});

const spec = (condition: string, queries: string, metric = ""): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments: { production: { target: { directory: { path: production } } } }
  strategy:
    canary:
      ${metric === "" ? "" : "analysis: { templates: [{ templateName: own }] }"}
      steps: [{ setWeight: 10 }, { pause: { duration: 1h } }, { setWeight: 100 }]
  alerts:
    rules: [{ name: Leak, condition: "${condition}", action: notify_oncall }]
    queries: { ${queries} }
${metric}`;
const told = (text: string): readonly string[] => {
  const read = readSpec(text, "rollouts/team-a.yaml");
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line} ${message}`);
};
const BARE = 'memory_growth: "sum(deriv(memory_kb[10m]))"';
const FIX = "let its query keep it, as `sum by (rollout, variant) (…)` does";

test("an alert of which one series keeps its labels and the other does not is told, with what to write", () => {
  const never = (one: string, other: string) =>
    `11 \`${one}\` has no label \`variant\` to meet \`${other}\` by, so that it would never fire: ${FIX}`;
  expect(told(spec("memory_kb > 8 && memory_growth > 1", BARE))).toEqual([never("memory_growth", "memory_kb")]);
  expect(told(spec("memory_growth > memory_kb", BARE))).toEqual([never("memory_growth", "memory_kb")]);
  expect(
    told(spec("other > 1 && (memory_growth > 1 || memory_growth < 0)", `${BARE}, other: "sum by (variant) (b)"`)),
  ).toEqual([never("memory_growth", "other")]);
});

test.each([
  ["either is enough", "memory_kb > 8 || memory_growth > 1", BARE],
  ["neither has them", "spent > 8 && memory_growth > 1", `${BARE}, spent: "sum(spent_usd)"`],
  [
    "both have them",
    "memory_kb > 8 && memory_growth > 1",
    'memory_growth: "sum by (rollout, variant) (deriv(memory_kb[10m]))"',
  ],
  ["nobody knows", "memory_kb > 8 && memory_growth > 1", 'memory_growth: "deriv(memory_kb[10m])"'],
  ["it is alone", "memory_growth > 1 && memory_growth < 9", BARE],
])("nothing is said where %s", (_what, condition, queries) => {
  expect(told(spec(condition, queries))).toEqual([]);
});

test("a metric whose series cannot meet is left to ticks, which need no labels", () => {
  const metric = `---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: own }
spec:
  metrics:
    - name: leak
      provider: { prometheus: { address: $PROMETHEUS_URL } }
      series: { all: { of: sum(memory_kb), over: 10m }, each: { of: sum by (variant) (memory_kb), over: 10m } }
      failureCondition: all > 1 && each > 1
`;
  const read = readSpec(spec("memory_kb > 8", "", metric), "rollouts/team-a.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(alertFiles(read.spec).leftOut).toEqual([
    {
      metric: "own/leak",
      why: "`own/leak:all` has no label `variant` to meet `own/leak:each` by: let its query keep it",
    },
  ]);
});
