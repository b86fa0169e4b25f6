import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { githubWorkflow } from "../../../src/setup/github-workflow.ts";

const workflow = parse(githubWorkflow("main", "1.2.3"));
const { jobs } = workflow;
const { steps } = jobs.checks;

test("is three jobs, of which the last is never skipped and passes for nothing but success", () => {
  expect(Object.keys(jobs)).toEqual(["checks", "show", "agent-ci"]);
  const closing = jobs["agent-ci"];
  expect(closing).toMatchObject({ needs: ["checks"], if: "${{ always() }}" });
  const ended = (result: string) => spawnSync("sh", ["-c", closing.steps[0].run], { env: { RESULT: result } }).status;
  expect(["success", "failure", "cancelled", "skipped", ""].map(ended)).toEqual([0, 1, 1, 1, 1]);
});

test("no job that may write checks a request out, and each step of ours names its version", () => {
  for (const job of Object.values<{ permissions: object; steps: { uses?: string }[] }>(jobs)) {
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
