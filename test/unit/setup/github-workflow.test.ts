import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { githubWorkflow } from "../../../src/setup/github-workflow.ts";

const workflow = parse(githubWorkflow("main", "1.2.3"));
const { jobs } = workflow;
const { steps } = jobs.checks;
const { jobs: withScenarios } = parse(githubWorkflow("main", "1.2.3", { rehearses: true }));
const { jobs: withCosts } = parse(githubWorkflow("main", "1.2.3", { costs: true }));
const { jobs: withBoth } = parse(githubWorkflow("main", "1.2.3", { costs: true, rehearses: true }));

test("is three jobs, of which the last is never skipped and passes for nothing but success", () => {
  expect(Object.keys(jobs)).toEqual(["checks", "show", "agent-ci"]);
  expect(jobs["agent-ci"]).toMatchObject({ needs: ["checks"], if: "${{ always() }}" });
  expect(ENDS.map((result) => closes(jobs, { checks: result }))).toEqual([true, false, false, false, false]);
});

const ENDS = ["success", "failure", "cancelled", "skipped", ""];

/** Whether the last job passes where those that it waits for ended like that. */
function closes({ "agent-ci": { steps: closing } }: typeof jobs, ended: Readonly<Record<string, string>>): boolean {
  const [{ env, run }] = closing;
  const given = Object.entries<string>(env).map(([name, text]) => [
    name,
    text.replaceAll(/\$\{\{ needs\.([\w-]+)\.(?:result|outputs\.([\w-]+)) \}\}/gu, (_, job: string, step?: string) =>
      String(ended[step ?? job]),
    ),
  ]);
  return spawnSync("sh", ["-c", run], { env: Object.fromEntries(given) }).status === 0;
}

describe("where agents' use is said", () => {
  const passed = { validate: "success", "token-budget": "success", "secret-scan": "success" };

  test("a budget that is exceeded passes where it alone is wrong, and the job that waited for reviewers judged again", () => {
    for (const checks of ENDS)
      for (const approval of ENDS) {
        const passes = checks === "success" || approval === "success";
        expect(closes(withCosts, { checks, "cost-approval": approval, ...passed })).toBe(passes);
      }
    for (const stage of Object.keys(passed))
      for (const end of ["failure", "skipped", "cancelled", ""])
        expect(closes(withCosts, { checks: "failure", "cost-approval": "success", ...passed, [stage]: end })).toBe(
          false,
        );
  });

  test("a dry run that fails is not approved with it", () => {
    const ended = { checks: "failure", "cost-approval": "success", ...passed };
    expect(closes(withBoth, { ...ended, "dry-run": "success" })).toBe(true);
    for (const end of ENDS.slice(1)) expect(closes(withBoth, { ...ended, "dry-run": end })).toBe(false);
  });

  test("who approved is read, by jobs that may only read; what waits is one job, for the environment of the policy", () => {
    expect(Object.keys(withCosts)).toEqual(["checks", "show", "cost-approval", "show-cost-approval", "agent-ci"]);
    const reads = { contents: "read", "pull-requests": "read", actions: "read" };
    expect([withCosts.checks.permissions, withCosts["cost-approval"].permissions]).toEqual([reads, reads]);
    expect(withCosts["cost-approval"].environment).toBe("${{ needs.checks.outputs.cost-approval }}");
    expect(withCosts["cost-approval"].if).toBe("${{ !cancelled() && needs.checks.outputs.cost-approval != '' }}");
    expect(withCosts.checks.outputs["cost-approval"]).toBe("${{ steps.cost-gate.outputs.approval-environment }}");
    expect(jobs.checks.permissions).toEqual({ contents: "read" });
  });

  test("no text of a request becomes a line of a shell", () => {
    for (const { steps: own } of Object.values<{ steps: { run?: string }[] }>(withBoth))
      for (const { run = "" } of own) expect(run).not.toContain("${{");
  });
});

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
    const all: readonly { if?: string; with: object }[] = withScenarios.show.steps;
    const shown = all.filter((step) => JSON.stringify(step).includes("dry-run"));
    expect(shown.map(({ with: given }) => given)).toEqual([
      { name: "agent-ci-dry-run", path: "rehearsed" },
      { sarif_file: "rehearsed/dry-run.sarif", category: "agent-ci-dry-run" },
      { report: "rehearsed/dry-run.json", "allow-missing": true, section: "dry-run" },
    ]);
    // Also of a run that ended without a result, whose section of before would stay.
    expect(shown.at(-1)?.if).toBe("${{ !cancelled() && github.event_name == 'pull_request' }}");
  });
});

test("no job that may write checks a request out, and each step of ours names its version", () => {
  for (const job of Object.values<{ permissions: object; steps: { uses?: string }[] }>({
    ...withScenarios,
    ...withCosts,
  })) {
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
