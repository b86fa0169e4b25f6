import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { composeRolloutSchema } from "../../../../scripts/generate/rollout-schema.ts";
import type { Plan, RolloutStep } from "../../../../src/rollout/plan.ts";
import { toPlan } from "../../../../src/rollout/spec/draft-plan.ts";
import { readSpec } from "../../../../src/rollout/spec/read-spec.ts";
import { plain } from "../../../../src/model/data.ts";
import { parseYaml } from "../../../../src/syntax/yaml.ts";
import { broken, SPEC } from "./broken.ts";

const FOLDER = "examples/rollouts";
const textOf = (name: string): string => readFileSync(`${FOLDER}/${name}.yaml`, "utf8");

function planOf(name: string): Plan {
  const read = readSpec(textOf(name), `${name}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return toPlan(read.spec);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What is done where, without what only waits or measures. */
const given = ({ steps }: Plan, environment: string) =>
  steps.flatMap((step): readonly (string | number)[] => {
    if (step.environment !== environment) return [];
    if (step.kind === "setWeight") return [step.weight];
    return step.kind === "setValues" && "max_agents" in step.values ? [`${step.values["max_agents"]} agents`] : [];
  });
const holds = (steps: readonly RolloutStep[]): readonly number[] =>
  steps.flatMap((step) => (step.kind === "pause" || step.kind === "monitor" ? [(step.duration ?? 0) / DAY] : []));
const inStage = ({ steps }: Plan, stage: string) => steps.filter((step) => step.stage === stage);
const responsesOf = ({ metrics }: Plan, template: string) =>
  Object.fromEntries(
    metrics.flatMap(({ name, onFailure, for: lasting }) =>
      name.startsWith(`${template}/`)
        ? [[name.slice(template.length + 1), lasting === 0 ? onFailure : `${onFailure} after ${lasting / HOUR} h`]]
        : [],
    ),
  );

describe("the examples are walked as their plans say", () => {
  test("a collaboration of agents: a day in staging, 10 % for two days, 50 % for seven, watched for thirty", () => {
    const plan = planOf("party-mode");
    expect(given(plan, "production")).toEqual([10, 50, 100]);
    const trials = inStage(plan, "staging").flatMap((step) => {
      if (step.kind === "burnIn") return `burn-in of ${step.duration / HOUR} h every ${step.every / HOUR} h`;
      return step.kind === "benchmark" ? step.benchmarks.map(({ name, target }) => `${name} ${target}`) : [];
    });
    expect(trials).toEqual([
      "staging/spawn_ms p95 100",
      "staging/routing_ms p95 5",
      "staging/isolation_ms p95 10",
      "staging/aggregation_ms p95 20",
      "staging/round_ms p95 90000",
      "burn-in of 24 h every 2 h",
    ]);
    expect(holds(inStage(plan, "canary"))).toEqual([2, 7, 30]);
    expect(plan.steps.at(-1)).toMatchObject({
      checkpoints: [
        { after: HOUR, onTimeout: "abort" },
        { after: DAY, onTimeout: "hold" },
        { after: 7 * DAY, timeout: 7 * DAY },
      ],
    });
    expect(responsesOf(plan, "canary")).toEqual({
      "session-success": "stepDown",
      "spawn-failures": "stepDown",
      "round-duration": "stepDown",
      "cost-overrun": "stepDown",
    });
    expect(new Set(Object.values(responsesOf(plan, "limits")))).toEqual(new Set(["emergencyDisable"]));
  });

  test("three stages of coordination: 100, 300 and 708 agents at 10, 50, 75 and 100 %", () => {
    const plan = planOf("cli-coordination-v2");
    expect(given(plan, "staging")).toEqual([
      100,
      "10 agents",
      "50 agents",
      "100 agents",
      100,
      "150 agents",
      "300 agents",
      100,
      "500 agents",
      "708 agents",
    ]);
    expect(given(plan, "production")).toEqual(["100 agents", 10, "300 agents", 50, "708 agents", 75, 100]);
    expect(holds(inStage(plan, "stage-1/staging"))).toEqual([1 / 3, 1, 3]);
    expect(holds(inStage(plan, "stage-1/canary"))).toEqual([7]);
    expect(holds(inStage(plan, "stage-2/canary"))).toEqual([7]);
    expect(holds(inStage(plan, "stage-3/canary"))).toEqual([7, 7, 7]);
    const limits = plan.metrics.flatMap(
      ({ name }) =>
        /^coordination\/coordination-time\[environment=(\w+),max-ms=(\d+)\]/.exec(name)?.slice(1).join(" ") ?? [],
    );
    expect(limits).toEqual([
      "staging 2000",
      "staging 3000",
      "staging 5000",
      "production 5000",
      "staging 8000",
      "staging 12000",
      "production 12000",
      "staging 10000",
      "staging 20000",
      "production 10000",
    ]);
    expect(responsesOf(plan, "sustained")).toEqual({ "delivery-rate": "stepDown after 4 h" });
    expect(responsesOf(plan, "fallback")).toMatchObject({
      "coordination-time[limit-ms=15000]": "abort",
      "delivery-rate": "abort",
    });
    expect(responsesOf(plan, "degraded")).toEqual({
      "coordination-time[step-ms=25000]": "stepDown",
      "coordination-time[step-ms=30000]": "stepDown",
      "mesh-delivery": "stepDown",
      coordinators: "stepDown",
    });
    expect(plan.rollback).toMatchObject({ target: 300_000, stepDownTarget: 900_000 });
    expect(plan.escalation).toEqual({ stepDowns: 3, retries: 1 });
    expect(plan.outcome.complete).toHaveLength(4);
    expect(plan.decommissionAfter).toBe(DAY);
    const needed = plan.steps.flatMap(({ id, needs }) => (needs.length > 0 ? [`${id}: ${needs.join(", ")}`] : []));
    expect(needed).toEqual([
      "stage-1/staging/1: staging-machine",
      "stage-1/canary/2: production-machine, fallback-tested",
      "stage-3/staging/1: large-machine",
    ]);
  });

  test("files that all read: minutes of checks, then a day of watching, every five minutes and then every hour", () => {
    const plan = planOf("hybrid-framework");
    expect(given(plan, "production")).toEqual([100]);
    const jobs = plan.steps.flatMap((step) => (step.kind === "job" ? [`${step.name} ${step.timeout / 60_000}`] : []));
    expect(jobs).toEqual(["function-availability 1", "agent-compatibility 1", "production-readiness 1"]);
    expect(plan.steps.at(-1)).toMatchObject({
      duration: DAY,
      schedule: [
        { for: HOUR, every: 300_000 },
        { for: 23 * HOUR, every: HOUR },
      ],
    });
    expect(plan.metrics.find(({ name }) => name === "framework/memory")).toMatchObject({
      onFailure: "abort",
      for: 120_000,
    });
  });

  test("staging on its own: a day, and two sign-offs before production", () => {
    const plan = planOf("staging-environment");
    expect(holds(inStage(plan, "staging"))).toEqual([1]);
    expect(inStage(plan, "canary").map(({ kind }) => kind)).toEqual(["setWeight", "monitor"]);
    expect(inStage(plan, "staging").at(-1)).toMatchObject({
      kind: "approval",
      when: "always",
      count: 2,
      roles: ["qa", "security"],
    });
    expect(plan.steps[0]?.needs).toEqual(["staging", "tests", "initialised"]);
    expect(plan.steps[1]).toMatchObject({ kind: "job", name: "smoke", timeout: 120_000 });
  });

  test("blue-green: smoke, soak and analysis before the switch; watched after it", () => {
    const kinds = planOf("blue-green").steps.map(({ kind }) => kind);
    expect(kinds).toEqual(["approval", "job", "pause", "analysis", "switch", "analysis", "monitor"]);
  });

  test("every example is in this test", () => {
    expect(readdirSync(FOLDER).sort()).toEqual([
      "blue-green.yaml",
      "cli-coordination-v2.yaml",
      "hybrid-framework.yaml",
      "party-mode.yaml",
      "staging-environment.yaml",
    ]);
  });
});

describe("editors and readers agree", () => {
  const published = new Ajv2020({ strict: false }).compile(composeRolloutSchema());
  const fits = (text: string): boolean =>
    text.split(/^---$/m).every((document) => {
      const { data } = parseYaml(document);
      return published(data && plain(data));
    });
  test.each(readdirSync(FOLDER))("on %s", (file) => {
    expect(fits(readFileSync(`${FOLDER}/${file}`, "utf8"))).toBe(true);
  });
  test.each([
    ["setWeight: 10\n", "setWeight: 0.5\n"],
    ["setWeight: 10\n", "setWieght: 10\n"],
    ["duration: 24h", "duration: 24"],
    ["kind: Rollout", "kind: Rolout"],
    ["{ git: { branch: agents/production } }", "{}"],
    ["      successCondition: value == 0\n", "      onNoData: pass\n"],
    ["prerequisites: [machine]", "prerequisites: machine"],
  ])("that %j is not %j", (part, instead) => {
    expect([fits(SPEC), fits(broken(part, instead))]).toEqual([true, false]);
  });
});

test("the page says where in the examples each number of a plan stands", () => {
  const rows = [
    ...readFileSync("docs/rollouts.md", "utf8").matchAll(/^\| .+ \| \[`(.+):(\d+)`\]\(.+\) \| `(.+)` \|$/gm),
  ];
  expect(rows.length).toBeGreaterThan(50);
  const wrong = rows.flatMap(([row, file = "", line, part = ""]) => {
    const written = readFileSync(`${FOLDER}/${file}`, "utf8").split("\n")[Number(line) - 1] ?? "";
    return written.includes(part) ? [] : [row];
  });
  expect(wrong).toEqual([]);
});

test("the page's own specification is right", () => {
  const [, example = ""] =
    /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(readFileSync("docs/rollouts.md", "utf8")) ?? [];
  expect(readSpec(example, "page.yaml")).toMatchObject({ ok: true });
});
