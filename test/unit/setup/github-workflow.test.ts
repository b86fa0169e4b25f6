import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { githubWorkflow } from "../../../src/setup/github-workflow.ts";

const workflow = parse(githubWorkflow("main", "1.2.3"));
const { jobs } = workflow;
const { steps } = jobs.checks;
const { jobs: withScenarios } = parse(githubWorkflow("main", "1.2.3", { rehearses: true }));

test("is three jobs, of which the last is never skipped and passes for nothing but success", () => {
  expect(Object.keys(jobs)).toEqual(["checks", "show", "agent-ci"]);
  expect(jobs["agent-ci"]).toMatchObject({ needs: ["checks"], if: "${{ always() }}" });
  expect(ENDS.map((result) => closes(jobs, { checks: result }))).toEqual([true, false, false, false, false]);
});

const ENDS = ["success", "failure", "cancelled", "skipped", ""];

/** Whether the last job passes where those that it waits for ended like that. */
function closes({ "agent-ci": { steps: closing } }: typeof jobs, ended: Readonly<Record<string, string>>): boolean {
  const [{ env, run }] = closing;
  const RESULT = env.RESULT.replaceAll(/\$\{\{ needs\.([\w-]+)\.result \}\}/gu, (_: string, job: string) => ended[job]);
  return spawnSync("sh", ["-c", run], { env: { RESULT } }).status === 0;
}

describe("where there are scenarios", () => {
  test("one job more runs them, and nothing passes without it", () => {
    expect(Object.keys(withScenarios)).toEqual(["checks", "dry-run", "show", "agent-ci"]);
    expect(withScenarios["agent-ci"]).toMatchObject({ needs: ["checks", "dry-run"], if: "${{ always() }}" });
    const pairs = ENDS.flatMap((checks) => ENDS.map((dryRun) => ({ checks, "dry-run": dryRun })));
    expect(pairs.filter((pair) => closes(withScenarios, pair))).toEqual([{ checks: "success", "dry-run": "success" }]);
  });

  test("it has no secret, no token, and a checkout that keeps none; it is skipped for nothing", () => {
    const { permissions, steps: own, if: condition, needs } = withScenarios["dry-run"];
    expect([permissions, condition, needs]).toEqual([{ contents: "read" }, undefined, undefined]);
    expect(own[0].with).toEqual({ "fetch-depth": 0, "persist-credentials": false });
    expect(JSON.stringify(own)).not.toMatch(/secrets|token/u);
  });

  test("what it says is shown in a section of its own, from a folder where no check's report is", () => {
    const shown = withScenarios.show.steps.filter(({ if: when = "" }) => when.includes("dry-run"));
    expect(shown.map(({ with: given }: { with: object }) => given)).toEqual([
      { name: "agent-ci-dry-run", path: "rehearsed" },
      { sarif_file: "rehearsed/dry-run.sarif", category: "agent-ci-dry-run" },
      { report: "rehearsed/dry-run.json", section: "dry-run" },
    ]);
  });
});

test("no job that may write checks a request out, and each step of ours names its version", () => {
  for (const job of Object.values<{ permissions: object; steps: { uses?: string }[] }>(withScenarios)) {
    const writes = Object.values(job.permissions).includes("write");
    const uses = job.steps.flatMap((step) => step.uses ?? []);
    expect(writes && uses.some((one) => one.startsWith("actions/checkout"))).toBe(false);
    for (const one of uses.filter((each) => each.startsWith("agent-ci/"))) expect(one).toMatch(/@v1\.2\.3$/u);
  }
});

test("reports lie beside the checkout, where no file of a request passes for one", () => {
  for (const { with: given = {} } of steps.slice(1)) {
    const written = [given.output, given.path].filter(Boolean).join("\n").trim().split("\n");
    for (const line of written) expect(line).toContain("${{ runner.temp }}/agent-ci/");
  }
});

test("every stage begins with every change: a link, a script or a schema can be any file", () => {
  const stages = steps.filter(({ uses = "" }: { uses?: string }) => uses.startsWith("agent-ci/"));
  expect(stages.map(({ id }: { id: string }) => id)).toEqual(["validate", "token-budget", "secret-scan"]);
  for (const stage of stages) expect(stage.if).toBe("${{ !cancelled() && steps.checkout.outcome == 'success' }}");
});

test("a merge queue starts it, without which it would wait for ever", () => {
  expect(workflow.on).toEqual({ pull_request: null, push: { branches: ["main"] }, merge_group: null });
});
