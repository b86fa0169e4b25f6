import { expect, test } from "vitest";
import { describeSteps } from "../../../../src/rollout/spec/describe-steps.ts";
import { toPlan } from "../../../../src/rollout/spec/draft-plan.ts";
import { readSpec } from "../../../../src/rollout/spec/read-spec.ts";

const spec = (golden: string): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    staging: { target: { directory: { path: staging } } }
    production: { target: { directory: { path: production } } }
  strategy:
    staging:
      goldenReference: ${golden}
      steps:
        - job: { name: smoke, command: [node, smoke.mjs] }
    canary:
      steps:
        - setWeight: 100
`;

test("golden cases come when all of staging has the release, and before its other steps", () => {
  const read = readSpec(spec("{ dataset: golden/review.yaml, nonInferiorityMargin: 0.1 }"), "rollouts/team-a.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const plan = toPlan(read.spec);
  expect(plan.steps.slice(0, 3)).toMatchObject([
    { kind: "setWeight", weight: 100 },
    {
      kind: "golden",
      id: "staging/2",
      line: 10,
      dataset: "golden/review.yaml",
      margin: 0.1,
      alpha: 0.05,
      timeout: 86_400_000,
      onTimeout: "abort",
    },
    { kind: "job", name: "smoke" },
  ]);
  expect(describeSteps(plan)[1]).toMatchObject({
    does: "golden cases of golden/review.yaml",
    time: "up to 24h, then abort",
    gate: "a report for this release: not worse than the references by more than 10 points",
    undo: "nothing to undo",
  });
});

test.each([
  ["{}", "Missing key `dataset`"],
  ["{ dataset: golden/review.yaml, margin: 0.1 }", "unknown key `margin`"],
  ["{ dataset: ../golden/review.json }", "is not in the form that is expected"],
  ["{ dataset: golden/review.yaml, nonInferiorityMargin: 0.9 }", "0.9"],
  ["{ dataset: golden/review.yaml, onTimeout: promote }", "promote"],
])("%s is told", (golden, told) => {
  const read = readSpec(spec(golden), "rollouts/team-a.yaml");
  const problems = read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.toLowerCase()).toContain(told.toLowerCase());
});
