import { describe, expect, test } from "vitest";
import type { Plan, RolloutStep } from "../../../../src/rollout/plan.ts";
import { toPlan } from "../../../../src/rollout/spec/draft-plan.ts";
import { readSpec } from "../../../../src/rollout/spec/read-spec.ts";
import { broken, SPEC } from "./broken.ts";

function planOf(text: string): Plan {
  const read = readSpec(text, "rollouts/a.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return toPlan(read.spec);
}
/** A rollout of one environment, with this below `spec:`. */
const small = (spec: string, more = ""): Plan =>
  planOf(
    `apiVersion: agent-ci.dev/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec:\n  environments: { production: { target: { git: { branch: b } } }, staging: { target: { git: { branch: c } } } }\n${spec}${more}`,
  );
const kinds = ({ steps }: Plan): readonly string[] => steps.map(({ id, kind }) => `${id} ${kind}`);
const find = <K extends RolloutStep["kind"]>({ steps }: Plan, kind: K) =>
  steps.find((step): step is RolloutStep & { readonly kind: K } => step.kind === kind);

describe("who has to be asked", () => {
  test("nobody outside staging gets a first or a risky release unasked, though nothing says so", () => {
    const plan = small("  strategy: { canary: { steps: [{ setWeight: 100 }] } }\n");
    expect(kinds(plan)).toEqual(["canary/1 approval", "canary/2 setWeight"]);
    expect(plan.steps[0]).toMatchObject({ when: "firstOrRisk", count: 1, timeout: 259_200_000, onTimeout: "abort" });
  });

  test("once, and before the first strategy that leaves staging, whatever gates were before it", () => {
    const plan = small(`  sequence:
    - { name: one, strategy: { staging: { steps: [{ pause: { duration: 1h } }] } }, gate: [{ pause: { duration: 1h } }] }
    - { name: two, strategy: { canary: { steps: [{ setWeight: 50 }] } }, gate: [{ pause: {} }] }
    - { name: three, strategy: { blueGreen: {} } }
`);
    expect(kinds(plan)).toEqual([
      "one/staging/1 setWeight",
      "one/staging/2 pause",
      "one/gate/1 pause",
      "two/canary/1 approval",
      "two/canary/2 setWeight",
      "two/gate/1 pause",
      "three/blueGreen/1 switch",
      "three/blueGreen/2 monitor",
    ]);
  });

  test("staging on its own asks nobody", () => {
    expect(kinds(small("  strategy: { staging: { steps: [{ pause: {} }] } }\n"))).toEqual([
      "staging/1 setWeight",
      "staging/2 pause",
    ]);
  });
});

describe("staging", () => {
  test("says itself how many get the release, where its first step is a weight", () => {
    const plan = small("  strategy: { staging: { steps: [{ setWeight: 50 }, { setWeight: 100 }] } }\n");
    expect(plan.steps.map((step) => step.kind === "setWeight" && step.weight)).toEqual([50, 100]);
  });
});

describe("what is watched", () => {
  test("from the step that is named to the end, and with what monitoring adds", () => {
    const plan = planOf(
      broken("  monitoring: { schedule", "  monitoring: { templates: [{ templateName: safety }], schedule"),
    );
    expect(plan.steps.map(({ id, watches }) => [id, watches.length])).toEqual([
      ["staging/1", 0],
      ["staging/2", 0],
      ["canary/1", 0],
      ["canary/2", 0],
      ["canary/3", 1],
      ["canary/4", 1],
      ["canary/5", 1],
      ["canary/6", 1],
    ]);
  });

  test("blue-green is watched from its switch on", () => {
    const template = SPEC.slice(SPEC.lastIndexOf("---"));
    const plan = small(
      "  strategy: { blueGreen: { autoPromotionEnabled: false, postPromotionAnalysis: { templates: [{ templateName: safety }] } } }\n",
      template,
    );
    expect(plan.steps.map(({ kind, watches }) => [kind, watches])).toEqual([
      ["approval", []],
      ["pause", []],
      ["switch", []],
      ["analysis", ["safety/critical"]],
      ["monitor", ["safety/critical"]],
    ]);
    expect(find(plan, "pause")).not.toHaveProperty("duration");
  });
});

describe("trials in staging", () => {
  const job = "job: { name: bench, command: [bench], timeout: 30m }";
  const staging = (steps: string, rest = "") =>
    small(
      `  strategy:\n    staging: { smokeTests: [{ name: load, command: [load] }], steps: [${steps}] }\n    canary: { steps: [{ setWeight: 100 }] }\n${rest}`,
    );

  test("benchmarks of one job are one step; smoke tests come first", () => {
    const plan = staging(
      `{ benchmarks: [{ metric: a, target: 1, ${job} }, { metric: b, quantile: 0.95, target: 2 }, { metric: c, better: higher, target: 3, onFailure: pause, job: { name: other, command: [o] } }] }`,
    );
    expect(plan.steps.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      "staging/1 setWeight",
      "staging/2 job",
      "staging/3 benchmark",
      "staging/4 benchmark",
      "canary/1 approval",
      "canary/2 setWeight",
    ]);
    expect(plan.steps[2]).toMatchObject({
      command: ["bench"],
      timeout: 1_800_000,
      benchmarks: [
        { name: "staging/a", of: "a", better: "lower", target: 1, onFailure: "abort" },
        { name: "staging/b p95", of: "b", quantile: 0.95, target: 2 },
      ],
    });
    expect(plan.steps[3]).toMatchObject({ name: "other", benchmarks: [{ better: "higher", onFailure: "pause" }] });
  });

  test("a burn-in takes three times as long as it has to at most", () => {
    const plan = staging(`{ burnIn: { duration: 24h, every: 2h, ${job}, limits: [{ of: mb, max: 1 }] } }`);
    expect(find(plan, "burnIn")).toMatchObject({
      duration: 86_400_000,
      every: 7_200_000,
      maxDuration: 259_200_000,
      limits: [{ of: "mb", max: 1 }],
      onFailure: "abort",
    });
  });

  test("who signs off at the end of staging is not asked again, unless `approval` wants somebody else", () => {
    const asked = (rest: string) =>
      staging("{ signOffs: [qa, security] }", rest).steps.flatMap((step) =>
        step.kind === "approval" ? [[step.id, step.when, step.count, step.roles, step.timeout / 3_600_000]] : [],
      );
    const signOffs = ["staging/3", "always", 2, ["qa", "security"]];
    expect(asked("")).toEqual([[...signOffs, 72]]);
    expect(asked("  approval: { timeout: 7d, roles: [qa] }\n")).toEqual([[...signOffs, 168]]);
    expect(asked("  approval: { roles: [legal] }\n")).toEqual([
      [...signOffs, 72],
      ["canary/1", "firstOrRisk", 1, ["legal"], 72],
    ]);
    expect(asked("  approval: { count: 3 }\n")).toHaveLength(2);
  });
});

test("times are milliseconds, and what is not said has its default", () => {
  const plan = small("  strategy: { canary: { steps: [{ setWeight: 100 }] } }\n  monitoring: { duration: 48h }\n");
  expect(plan).toMatchObject({
    name: "a",
    lease: 7_200_000,
    onNewRelease: "restart",
    deadline: 2_419_200_000,
    rollback: { target: 300_000, stepDownTarget: 900_000, inFlight: "drain", automatic: true, window: 3 },
    escalation: { stepDowns: 3, retries: 1 },
    outcome: { complete: [], pivot: [] },
    historyLimit: 10,
  });
  expect(plan).not.toHaveProperty("decommissionAfter");
  expect(find(plan, "monitor")).toMatchObject({ duration: 172_800_000, schedule: [] });
  expect(plan.environments).toEqual([
    { name: "production", target: { kind: "git", branch: "b" }, flagKey: "a.production", exclude: {} },
    { name: "staging", target: { kind: "git", branch: "c" }, flagKey: "a.staging", exclude: {} },
  ]);
});

test("the key of a flag, who is excluded, and every kind of target", () => {
  const plan = planOf(`apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: a }
spec:
  environments:
    one: { target: { directory: { path: /srv } } }
    two: { target: { marketplace: { file: .claude-plugin/marketplace.json, branch: m } } }
    three: { target: { command: { command: [./deploy, "{release}"] } } }
  routing: { flagd: { flagKey: agents, leaseDuration: 6h, exclude: { task_class: [release] } } }
  strategy: { canary: { environment: one, steps: [{ setWeight: 100 }] } }
`);
  expect(plan.environments.map(({ flagKey, target, exclude }) => [flagKey, target, exclude])).toEqual([
    ["agents.one", { kind: "directory", path: "/srv" }, { task_class: ["release"] }],
    [
      "agents.two",
      { kind: "marketplace", file: ".claude-plugin/marketplace.json", branch: "m" },
      { task_class: ["release"] },
    ],
    [
      "agents.three",
      { kind: "command", command: ["./deploy", "{release}"], timeout: 600_000 },
      { task_class: ["release"] },
    ],
  ]);
  expect(plan.lease).toBe(21_600_000);
});

test("the digest is that of the bytes: another comment is another digest, line endings too", () => {
  const digests = [SPEC, `${SPEC}# more\n`, SPEC.replaceAll("\n", "\r\n")].map((text) => planOf(text).digest);
  expect(new Set(digests).size).toBe(3);
  for (const digest of digests) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});
