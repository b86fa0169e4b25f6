import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { githubRollback, githubRollout } from "../../../src/setup/github-rollout.ts";
import { gitlabRollout } from "../../../src/setup/gitlab-rollout.ts";
import { dataOfYaml } from "../../../src/inventory/texts/data-of-yaml.ts";
import { rolloutPart } from "../../../src/setup/rollout-part.ts";
import type { SetupGround } from "../../../src/setup/ground.ts";
import type { RolloutShape } from "../../../src/setup/rollout-shape.ts";

interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: { readonly name: string; readonly deployment: boolean };
  readonly concurrency: { readonly group: string; readonly queue?: string; readonly "cancel-in-progress"?: boolean };
  readonly permissions: object;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    uses?: string;
    run?: string;
    with?: Record<string, string>;
    env?: Record<string, string>;
  }[];
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
  variables: [],
};
const golden: RolloutShape = { ...anybody, golden: { commands: true } };
const told: RolloutShape = {
  ...anybody,
  variables: [
    { name: "GITHUB_TOKEN", of: "token" },
    { name: "PROMETHEUS_URL", of: "secretOrVariable" },
    { name: "SLACK_WEBHOOK_URL", of: "secret" },
  ],
};
const elsewhere: RolloutShape = { ...anybody, name: "team-b", environment: "live", jobs: 3_600_000 };
const signedOff: RolloutShape = {
  ...anybody,
  approvals: ["qa", "security"].map((role) => ({ environment: "production", role })),
};
const workflows: readonly (readonly [string, Workflow])[] = [
  ["moves a rollout", parse(githubRollout("main", "1.2.3", anybody))],
  ["moves one that two roles sign off", parse(githubRollout("main", "1.2.3", signedOff))],
  ["moves one that waits for golden cases", parse(githubRollout("main", "1.2.3", golden))],
  ["moves one that tells people", parse(githubRollout("main", "1.2.3", told))],
  ["takes back", parse(githubRollback("main", "1.2.3", [anybody, elsewhere]))],
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
    const keeps = (job: Job): boolean => ["production", "live"].includes(job.environment?.name ?? "");
    for (const [name, job] of each) expect([name, hasKey(job)]).toEqual([name, keeps(job)]);
  });

  test("loses no tick, and lets none wait for reviewers", () => {
    const keyed = each.filter(([, job]) => hasKey(job));
    expect(keyed.length).toBeGreaterThan(0);
    for (const [name, { concurrency }] of keyed) expect([name, concurrency.queue]).toEqual([name, "max"]);
    const waiting = each.filter(([, { environment }]) => environment?.name.includes("approval") === true);
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
  expect(jobs["approve-production-qa"]?.steps.at(-1)).toMatchObject({ with: { role: "qa" } });
});

test("what takes back is asked without the key and without an environment, in a group that nobody else is in", () => {
  const { ask, "tick-team-a": tick, "tick-team-b": other } = workflows.at(-1)?.[1].jobs ?? {};
  expect(ask).not.toHaveProperty("environment");
  expect(ask?.concurrency.group).toContain("github.run_id");
  expect(ask?.permissions).toEqual({ contents: "write" });
  expect(tick).toMatchObject({
    needs: "ask",
    environment: { name: "production" },
    concurrency: { group: "agent-ci-rollout-team-a", queue: "max" },
    "timeout-minutes": 30,
  });
  expect(other).toMatchObject({
    if: `\${{ contains(fromJSON('["", "team-b"]'), github.event.client_payload.rollout || inputs.rollout || '') }}`,
    environment: { name: "live" },
    concurrency: { group: "agent-ci-rollout-team-b" },
    "timeout-minutes": 90,
  });
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
  expect(jobs["ask-production"]?.if).toBe(
    "${{ !cancelled() && (contains(format(',{0},', needs.tick.outputs.asked), ',production-approval,') || (inputs.verb == 'approve' && needs.tick.outputs.approval == 'production')) }}",
  );
});

test("whoever turns the job down that asks is heard, and nobody where it was not reached", () => {
  const { jobs }: Workflow = parse(githubRollout("main", "1.2.3", signedOff));
  expect(jobs["approve-production-qa"]?.if).toBe(
    `\${{ !cancelled() && contains(fromJSON('["success", "failure"]'), needs.ask-production-qa.result) }}`,
  );
  expect(jobs["approve-production-qa"]?.steps.at(-1)?.with).toMatchObject({
    verb: "${{ needs.ask-production-qa.result == 'success' && 'approve' || 'reject' }}",
    seen: "${{ needs.tick.outputs.seen }}",
  });
});

describe("golden cases", () => {
  const { jobs }: Workflow = parse(githubRollout("main", "1.2.3", golden));

  test("run where the tick waits for them alone, of the commit that waits, and without the key", () => {
    expect(jobs["golden"]).toMatchObject({
      needs: "tick",
      if: "${{ !cancelled() && needs.tick.outputs.golden != '' }}",
      permissions: { contents: "read" },
    });
    expect(jobs["golden"]).not.toHaveProperty("environment");
    const [checkout, run] = jobs["golden"]?.steps ?? [];
    expect(checkout?.with).toMatchObject({ ref: "${{ needs.tick.outputs.golden }}", "persist-credentials": false });
    expect(run).toMatchObject({
      uses: "agent-ci/agent-ci/golden@v1.2.3",
      with: { rollout: "team-a", "allow-commands": true },
    });
  });

  test("are judged also where they are worse, and people are asked by who judged them", () => {
    const [up, down] = [jobs["golden"]?.steps.at(-1), jobs["judge"]?.steps.at(-2)];
    expect(up?.with?.["name"]).toBe(down?.with?.["name"]);
    expect(jobs["judge"]?.if).toBe(
      `\${{ !cancelled() && contains(fromJSON('["success", "failure"]'), needs.golden.result) }}`,
    );
    expect(jobs["judge"]?.steps.at(-1)?.with).toEqual({ rollout: "team-a", golden: up?.with?.["path"] });
    expect(jobs["ask-production"]).toMatchObject({
      needs: ["tick", "judge"],
      if: expect.stringContaining("needs.judge.outputs.asked"),
    });
    expect(jobs["approve-production"]?.steps.at(-1)?.with).toMatchObject({
      seen: "${{ needs.tick.outputs.seen || needs.judge.outputs.seen }}",
    });
  });

  test("with programs of the repository are let run where there are some alone", () => {
    const bare = parse(githubRollout("main", "1.2.3", { ...anybody, golden: { commands: false } })).jobs.golden;
    expect(bare.steps[1].with).not.toHaveProperty("allow-commands");
  });
});

test("a job that ticks is handed what its rollout takes by name, and nothing else", () => {
  const each = [githubRollout("main", "1.2.3", told), githubRollback("main", "1.2.3", [told])];
  for (const { jobs } of each.map((text): Workflow => parse(text)))
    for (const { steps } of Object.values(jobs).filter(hasKey))
      expect(steps.at(-1)?.env).toEqual({
        AGENT_CI_AUDIT_KEY: "${{ secrets.AGENT_CI_AUDIT_KEY }}",
        GITHUB_TOKEN: "${{ github.token }}",
        PROMETHEUS_URL: "${{ secrets.PROMETHEUS_URL || vars.PROMETHEUS_URL }}",
        SLACK_WEBHOOK_URL: "${{ secrets.SLACK_WEBHOOK_URL }}",
      });
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

/** The files that a part writes, by path. */
const written = ({ steps }: ReturnType<typeof rolloutPart>): Readonly<Record<string, string>> =>
  Object.fromEntries(steps.map((step) => [step.path, "text" in step ? step.text : ""]));

describe("what is added", () => {
  const ground = (files: Readonly<Record<string, string>>, stages?: readonly string[]): SetupGround => ({
    text: (path) => files[path],
    grows: () => true,
    data: dataOfYaml,
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
    const there = written(part);
    const again = rolloutPart("github", ground(there), [anybody, { ...anybody, name: "team-b" }]);
    expect(again).toEqual({ steps: [], left: [] });
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
      ".gitlab/agent-ci-rollouts.yml: or delete it, and run this again: it is written anew.",
    ]);
  });

  const FLOW = ".github/workflows/agent-ci-rollout-team-a.yml";
  const leftOf = (files: Readonly<Record<string, string>>, rollouts: readonly RolloutShape[]) =>
    rolloutPart("github", ground(files), rollouts).left;

  test("says in what a workflow is no longer what its specification asks for, and leaves the rest to its owner", () => {
    const there = written(rolloutPart("github", ground({}), [signedOff]));
    const mine = { ...there, [FLOW]: there[FLOW]?.replace(/cron: "[^"]+"/u, 'cron: "3 * * * *"') ?? "" };
    expect(leftOf(mine, [signedOff])).toEqual([]);
    const now: RolloutShape = { ...golden, environment: "live", jobs: 3_600_000, variables: told.variables.slice(2) };
    const hand = (job: string): string =>
      `${FLOW}: hand the job ${job} \`SLACK_WEBHOOK_URL: \${{ secrets.SLACK_WEBHOOK_URL }}\`, in the \`env:\` of its last step.`;
    const left = leftOf(mine, [now]) ?? [];
    expect(left.filter((one) => one.startsWith(FLOW))).toEqual([
      `${FLOW}: it lacks the jobs golden, judge, ask-production, approve-production, which the specification asks for by now.`,
      `${FLOW}: nothing asks for the jobs ask-production-qa, approve-production-qa, ask-production-security, approve-production-security any longer: take them out.`,
      `${FLOW}: give the job tick the environment live, whose secret is the key.`,
      `${FLOW}: give the job tick \`timeout-minutes: 90\`: the jobs of the rollout may take so long.`,
      hand("tick"),
      `${FLOW}: or delete it, and run this again: it is written anew.`,
    ]);
  });

  test("says what a workflow hands to a job that nothing takes any longer, and which rollout cannot be taken back", () => {
    const there = written(rolloutPart("github", ground({}), [told]));
    expect(leftOf(there, [anybody])).toContain(
      `${FLOW}: the job tick is handed SLACK_WEBHOOK_URL, which nothing takes any longer.`,
    );
    const files = {
      ...there,
      ".github/workflows/agent-ci-rollout-team-b.yml": githubRollout("main", "1.2.3", elsewhere),
    };
    expect(leftOf(files, [told, elsewhere])).toEqual([
      ".github/workflows/agent-ci-rollback.yml: it lacks the job tick-team-b, which the specification asks for by now.",
      ".github/workflows/agent-ci-rollback.yml: or delete it, and run this again: it is written anew.",
    ]);
  });

  test.each(["mine", "", "jobs: []", "a: [", "jobs: { tick: 1 }"])("does not fail on a workflow such as %j", (text) => {
    expect(leftOf({ [FLOW]: text }, [anybody])?.length).toBeGreaterThan(0);
    const pipeline = { ".gitlab/agent-ci-rollouts.yml": text };
    expect(rolloutPart("gitlab", ground(pipeline), [anybody]).left?.length).toBeGreaterThan(0);
  });

  test("on GitLab says which inputs a component lacks, and has too many", () => {
    const there = { ".gitlab/agent-ci-rollouts.yml": gitlabRollout("1.2.3", [golden, elsewhere]) };
    const now: RolloutShape = { ...anybody, environment: "live", jobs: 3_600_000 };
    expect(rolloutPart("gitlab", ground(there), [now]).left).toEqual([
      '.gitlab/agent-ci-rollouts.yml: give the component of team-a `environment: "live"`.',
      '.gitlab/agent-ci-rollouts.yml: give the component of team-a `timeout: "75 minutes"`.',
      ".gitlab/agent-ci-rollouts.yml: leave `golden-cases` out of the component of team-a.",
      ".gitlab/agent-ci-rollouts.yml: leave `golden-commands` out of the component of team-a.",
      ".gitlab/agent-ci-rollouts.yml: there is no rollout team-b any longer: take its component out.",
      ".gitlab/agent-ci-rollouts.yml: or delete it, and run this again: it is written anew.",
    ]);
  });
});
