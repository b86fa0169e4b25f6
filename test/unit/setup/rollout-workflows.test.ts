import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { githubRollback, githubRollout } from "../../../src/setup/github-rollout.ts";
import { gitlabRollout } from "../../../src/setup/gitlab-rollout.ts";
import { rolloutPart } from "../../../src/setup/rollout-part.ts";
import type { SetupGround } from "../../../src/setup/ground.ts";
import type { RolloutShape } from "../../../src/setup/rollout-shape.ts";

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: { readonly name: string; readonly deployment: boolean };
  readonly concurrency: { readonly group: string; readonly queue?: string; readonly "cancel-in-progress"?: boolean };
  readonly permissions: object;
  readonly steps: readonly { run?: string; with?: Record<string, string>; env?: Record<string, string> }[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const anybody: RolloutShape = {
  name: "team-a",
  environment: "production",
  jobs: 0,
  approvals: [{ environment: "production", role: null }],
};
const signedOff: RolloutShape = {
  ...anybody,
  approvals: ["qa", "security"].map((role) => ({ environment: "production", role })),
};
const workflows: readonly (readonly [string, Workflow])[] = [
  ["moves a rollout", parse(githubRollout("main", "1.2.3", anybody))],
  ["moves one that two roles sign off", parse(githubRollout("main", "1.2.3", signedOff))],
  ["takes back", parse(githubRollback("main", "1.2.3", "production"))],
];
const hasKey = ({ steps }: Job): boolean => JSON.stringify(steps).includes("secrets.");

describe.each(workflows)("the workflow that %s", (_, { on, jobs }) => {
  const each = Object.entries(jobs);

  test("is never one of a pull request, and acts for the default branch alone", () => {
    expect(Object.keys(on).filter((event) => /pull_request|workflow_run|issue/.test(event))).toEqual([]);
    const first = each.filter(([, { needs }]) => needs === undefined);
    expect(first.map(([, job]) => job.if)).toEqual(["${{ github.ref == 'refs/heads/main' }}"]);
  });

  test("has the key in jobs of its environment alone, which asks nobody", () => {
    for (const [name, job] of each) expect([name, hasKey(job)]).toEqual([name, job.environment?.name === "production"]);
  });

  test("loses no tick, and lets none wait for reviewers", () => {
    const keyed = each.filter(([, job]) => hasKey(job));
    expect(keyed.length).toBeGreaterThan(0);
    for (const [name, { concurrency }] of keyed) expect([name, concurrency.queue]).toEqual([name, "max"]);
    const waiting = each.filter(([, { environment }]) => environment?.name.includes("approval"));
    const groups = each
      .filter(([, job]) => !waiting.some(([, one]) => one === job))
      .map(([, job]) => job.concurrency.group);
    for (const [, { concurrency }] of waiting) expect(groups).not.toContain(concurrency.group);
  });

  test("puts nothing of an event into a script", () => {
    for (const { steps } of Object.values(jobs)) for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

test("each role that signs off has an environment of its own, in which its approval is looked up", () => {
  const { jobs }: Workflow = parse(githubRollout("main", "1.2.3", signedOff));
  expect(Object.keys(jobs)).toEqual([
    "tick",
    "ask-production-qa",
    "approve-production-qa",
    "ask-production-security",
    "approve-production-security",
  ]);
  expect(jobs["ask-production-qa"]).toMatchObject({
    environment: { name: "production-approval-qa", deployment: false },
    permissions: {},
  });
  expect(jobs["approve-production-qa"]?.steps.at(-1)).toMatchObject({ with: { verb: "approve", role: "qa" } });
});

test("what takes back is asked without the key and without an environment, in a group that nobody else is in", () => {
  const { ask, tick } = workflows[2]?.[1].jobs ?? {};
  expect(ask).not.toHaveProperty("environment");
  expect(ask?.concurrency.group).toContain("github.run_id");
  expect(ask?.permissions).toEqual({ contents: "write" });
  expect(tick).toMatchObject({ needs: "ask", concurrency: { queue: "max" } });
});

test("a tick is not ended before all jobs that it may run, unless the forge ends it anyway", () => {
  const hours = (jobs: number): RolloutShape => ({ ...anybody, jobs: jobs * 3_600_000 });
  const minutes = (rollout: RolloutShape) => {
    const { jobs }: { jobs: Record<string, object> } = parse(githubRollout("main", "1.2.3", rollout));
    return [jobs["tick"], jobs["approve-production"]];
  };
  for (const job of minutes(hours(4))) expect(job).toHaveProperty("timeout-minutes", 270);
  for (const job of minutes(hours(12))) expect(job).toHaveProperty("timeout-minutes", 360);
  expect(parse(gitlabRollout("1.2.3", [hours(4)])).include[0].inputs).toHaveProperty("timeout", "255 minutes");
});

test("people are asked also where a tick has asked and could not do something else", () => {
  const { jobs }: Workflow = parse(githubRollout("main", "1.2.3", anybody));
  expect(jobs["ask-production"]?.if).toMatch(/^\$\{\{ !cancelled\(\) && \(needs\.tick\.outputs\.asked == /);
  expect(jobs["approve-production"]?.if).toBe("${{ !cancelled() && needs.ask-production.result == 'success' }}");
});

test("a branch with a quote in its name is one text in the condition", () => {
  const { jobs }: Workflow = parse(githubRollout("it's", "1.2.3", anybody));
  expect(jobs["tick"]?.if).toBe("${{ github.ref == 'refs/heads/it''s' }}");
});

test("on GitLab the pipeline includes the component once for each rollout", () => {
  const { include } = parse(gitlabRollout("1.2.3", [anybody, { ...anybody, name: "7-b" }], { stage: "ship it" }));
  expect(include).toEqual([
    {
      component: "$CI_SERVER_FQDN/agent-ci/agent-ci/deploy@1.2.3",
      inputs: { rollout: "team-a", environment: "production", "job-prefix": "team-a-", stage: "ship it" },
    },
    {
      component: "$CI_SERVER_FQDN/agent-ci/agent-ci/deploy@1.2.3",
      inputs: { rollout: "7-b", environment: "production", "job-prefix": "rollout-7-b-", stage: "ship it" },
    },
  ]);
});

describe("what is added", () => {
  const ground = (files: Readonly<Record<string, string>>, stages?: readonly string[]): SetupGround => ({
    text: (path) => files[path],
    grows: () => true,
    clients: [],
    ruleLines: [],
    gitlab: { doubles: false, ...(stages && { stages }) },
    scenarios: false,
    branch: "main",
    version: "1.2.3",
  });

  test("is a workflow for each rollout on GitHub, and one that takes back; what is there stays", () => {
    const part = rolloutPart("github", ground({}), [anybody, { ...anybody, name: "team-b" }]);
    expect(part.steps.map(({ path }) => path)).toEqual([
      ".github/workflows/agent-ci-rollout-team-a.yml",
      ".github/workflows/agent-ci-rollout-team-b.yml",
      ".github/workflows/agent-ci-rollback.yml",
    ]);
    const there = Object.fromEntries(part.steps.map(({ path }) => [path, "mine"]));
    expect(rolloutPart("github", ground(there), [anybody]).steps).toEqual([]);
  });

  test("is one file on GitLab, in the last stage where there is no `deploy`; a rollout that it lacks is told", () => {
    const { steps } = rolloutPart("gitlab", ground({}, ["check", "ship"]), [anybody]);
    expect(steps).toMatchObject([
      { path: ".gitlab/agent-ci-rollouts.yml", text: expect.stringContaining('stage: "ship"') },
      { path: ".gitlab-ci.yml", text: "include:\n  - local: /.gitlab/agent-ci-rollouts.yml\n" },
    ]);
    const there = { ".gitlab/agent-ci-rollouts.yml": gitlabRollout("1.2.3", [anybody]) };
    const part = rolloutPart("gitlab", ground(there), [anybody, { ...anybody, name: "team-b" }]);
    expect(part.left).toEqual([
      '.gitlab/agent-ci-rollouts.yml: add the component deploy once more, with `rollout: "team-b"`.',
    ]);
  });
});
