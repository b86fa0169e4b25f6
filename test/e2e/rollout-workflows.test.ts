import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { memberAt } from "../../src/host/pipeline/event.ts";
import { githubRollout } from "../../src/setup/github-rollout.ts";
import { pipelineRepositories, playWorkflows } from "../support/act.ts";
import { playApi } from "../support/api.ts";
import { bob, commit } from "../support/approvals.ts";
import { describeWithClients } from "../support/clients.ts";
import { goldenRollout } from "../support/golden-rollout.ts";
import { runAction } from "../support/runner/run-action.ts";
import type { FileChanges } from "../support/git.ts";
import { rolledOut } from "../support/rolled-out.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { withoutUnknownKeys } from "../support/unknown-keys.ts";

const WORKFLOWS = ".github/workflows";
const workflow = (name: string): string => withoutUnknownKeys(readFileSync(`templates/github/${name}.yml`, "utf8"));
const REVIEWERS = [{ id: 1, node_id: "x", type: "required_reviewers", reviewers: [{ type: "User", reviewer: {} }] }];

/** A project whose workflows act plays, and the GitHub that they speak with. */
async function onGitHub(files: FileChanges = {}) {
  const project = await rolledOut({
    [`${WORKFLOWS}/rollout.yml`]: workflow("rollout"),
    [`${WORKFLOWS}/rollback.yml`]: workflow("rollback"),
    ...files,
  });
  const answers: Record<string, object> = {
    "repos/get-environment": { name: "production-approval", protection_rules: REVIEWERS },
    "repos/compare-commits-with-basehead": { commits: [commit({ sha: project.git("rev-parse", "HEAD") })] },
    "repos/get-commit": commit(),
    "repos/get-collaborator-permission-level": { permission: "write", role_name: "write", user: bob },
    "users/get-by-username": { ...bob, name: "Bob", email: "bob@example.com" },
    "actions/get-reviews-for-run": [],
  };
  const api = await playApi("github", { answers });
  return {
    ...project,
    api,
    /** From now on bob has let each run go on with these words, or has turned it down. */
    review: (words: string, state: "approved" | "rejected" = "approved") => {
      const environments = [{ name: "production-approval" }];
      answers["actions/get-reviews-for-run"] = [{ state, comment: words, user: bob, environments }];
    },
    /** From now on nobody reviews, as in a private repository below Enterprise. */
    withoutReviewers: () => {
      answers["repos/get-environment"] = { name: "production-approval", protection_rules: [] };
    },
    play: async (file: string, name: string, payload: object = {}, env: Readonly<Record<string, string>> = {}) => {
      const { log, exitCode } = await playWorkflows(project.folder, {
        repositories: pipelineRepositories(),
        workflow: `${WORKFLOWS}/${file}.yml`,
        event: { name, payload },
        env: {
          GITHUB_API_URL: api.url,
          GITHUB_REPOSITORY: "octo-org/octo-repo",
          GITHUB_REF_PROTECTED: "true",
          CHECKOUT_FROM: project.git("remote", "get-url", "origin"),
          ...env,
        },
        secrets: { AGENT_CI_AUDIT_KEY: project.key, GITHUB_TOKEN: "token-of-the-job" },
      });
      const ends = log.matchAll(/^\[agent-ci roll\w+ ?[^/]*\/(.+?) *\] .*Job (succeeded|failed)$/gmu);
      return { log, exitCode, jobs: Object.fromEntries([...ends].map(([, job, how]) => [job, how])) };
    },
    /** Each record by its attempt and step, with what became of it. */
    shown: () =>
      api.deployments().map(({ asked, statuses }) => {
        const of = (key: string) => memberAt(asked["payload"], key);
        return [of("rollout"), of("step"), of("weight"), ...statuses.map(({ state }) => state)].join(" ");
      }),
  };
}

describeWithClients("the workflows of a rollout, played by act", ["act"], () => {
  test("take a release from its start to everybody, and another one back", async () => {
    const { play, review, shown, api, git, push, state, weight, target } = await onGitHub();

    const begun = await play("rollout", "push");
    expect(begun.jobs, begun.log).toEqual({
      Tick: "succeeded",
      "Ask production-approval": "succeeded",
      "Approve production-approval": "failed",
    });
    expect(begun.log).toContain("Nobody has approved canary/1 of team-a/r1.");
    expect(state()).toMatchObject({ phase: { name: "AwaitingApproval" } });
    review(/with the comment "([^"]+)"/u.exec(begun.log)?.[1] ?? "");

    const approved = await play("rollout", "workflow_dispatch", { inputs: { verb: "approve" } });
    expect(approved.jobs, approved.log).toEqual({
      Tick: "succeeded",
      "Ask production-approval": "succeeded",
      "Approve production-approval": "succeeded",
    });
    expect(state()).toMatchObject({
      phase: { name: "Progressing" },
      approvedBy: { "canary/1": [{ person: "bob" }] },
    });
    expect(weight()).toBe(10);
    expect(shown()).toEqual(["team-a/r1 canary/2 10 in_progress"]);

    const promoted = await play("rollout", "workflow_dispatch", { inputs: { verb: "promote", reason: "it is good" } });
    expect(promoted.jobs, promoted.log).toEqual({ Tick: "succeeded" });
    expect(state()).toMatchObject({ phase: { name: "Healthy", outcome: "COMPLETE" } });
    expect(readFileSync(join(target, "current/AGENTS.md"), "utf8")).toBe("Be kind.\n");
    const healthy = ["team-a/r1 canary/2 10 in_progress success inactive", "team-a/r1 canary/4 100 success"];
    expect(shown()).toEqual(healthy);

    push({ "AGENTS.md": "Be kinder.\n" });
    const second = await play("rollout", "push");
    expect(second.jobs, second.log).toEqual({ Tick: "succeeded" });
    expect(weight()).toBe(10);

    const hostile = `it lies\n::error::owned"; touch ${target}/owned; echo "`;
    const alert = { verb: "abort", rollout: "team-a", reason: hostile };
    const aborted = await play("rollback", "repository_dispatch", { client_payload: alert });
    expect(aborted.jobs, aborted.log).toEqual({ Ask: "succeeded", "Tick team-a": "failed" });
    expect(weight()).toBe(0);
    expect(existsSync(join(target, "owned"))).toBe(false);
    expect(aborted.log).not.toMatch(/❗ +::error::owned/u);

    const ticked = await play("rollout", "schedule");
    expect(ticked.jobs, ticked.log).toEqual({ Tick: "succeeded" });
    expect(state()).toMatchObject({ phase: { name: "Degraded" }, id: "team-a/r2" });
    expect(readFileSync(join(target, "current/AGENTS.md"), "utf8")).toBe("Be kind.\n");
    expect(shown()).toEqual([
      healthy[0],
      "team-a/r1 canary/4 100 success inactive",
      "team-a/r2 canary/2 10 in_progress failure",
      "team-a/r2 rollback 100 in_progress success",
    ]);
    expect(api.violations).toEqual([]);
    expect(git("status", "--short")).toBe("");
  });

  test("wait for a person without turning red where nobody reviews, and go on by whoever starts them to approve", async () => {
    const { play, withoutReviewers, api, state, weight } = await onGitHub();
    withoutReviewers();
    for (const event of ["push", "schedule"]) {
      const waiting = await play("rollout", event);
      expect([waiting.exitCode, waiting.jobs], waiting.log).toEqual([0, { Tick: "succeeded" }]);
      expect(waiting.log).toContain("starts the workflow with the verb approve");
    }
    const byHand = { inputs: { verb: "approve" } };
    const own = await play("rollout", "workflow_dispatch", byHand, { GITHUB_TRIGGERING_ACTOR: "ada" });
    expect(own.jobs, own.log).toMatchObject({ "Approve production-approval": "succeeded" });
    expect(state()).toMatchObject({ approvedBy: { "canary/1": [{ person: "bob" }] } });
    expect(weight()).toBe(10);
    expect(api.violations).toEqual([]);
  });

  test("take back what a reviewer turns down, with the words and the name", async () => {
    // Of a job that was turned down act knows nothing: it fails, as it does at GitHub.
    const failing = workflow("rollout").replace(/- run: echo .*/u, "- run: exit 1");
    const { play, review, state, api } = await onGitHub({ [`${WORKFLOWS}/rollout.yml`]: failing });
    review("not before the audit", "rejected");
    const turnedDown = await play("rollout", "push");
    expect(turnedDown.jobs, turnedDown.log).toEqual({
      Tick: "succeeded",
      "Ask production-approval": "failed",
      "Approve production-approval": "failed",
    });
    expect(turnedDown.log).toContain("failed by bob: canary/1: bob rejected it: not before the audit");
    expect(state()).toMatchObject({ phase: { name: "Failed" } });
    const after = await play("rollout", "schedule");
    expect(after.jobs, after.log).toEqual({ Tick: "succeeded" });
    expect(state()).toMatchObject({ phase: { name: "Failed" } });
    expect(api.violations).toEqual([]);
  });

  test("run golden cases without the key where the rollout waits for them, and judge their report", async () => {
    const shape = { name: "team-a", environment: "production", jobs: 0, variables: [], golden: { commands: true } };
    const approvals = [{ environment: "production", role: null }];
    const written = githubRollout("main", manifest.version, { ...shape, approvals });
    const { play, push, withoutReviewers, state, api } = await onGitHub({
      ...goldenRollout(tempFolder(), tempFolder()),
      [`${WORKFLOWS}/rollout.yml`]: withoutUnknownKeys(written),
    });
    withoutReviewers();
    const begun = await play("rollout", "push");
    const all = { Tick: "succeeded", "Golden cases": "succeeded", "Judge golden cases": "succeeded" };
    expect(begun.jobs, begun.log).toEqual(all);
    expect(state()).toMatchObject({ phase: { name: "AwaitingApproval" } });
    const later = await play("rollout", "schedule");
    expect(later.jobs, later.log).toEqual({ Tick: "succeeded" });

    push({ "AGENTS.md": "Shout.\n" });
    const worse = await play("rollout", "push");
    expect(worse.jobs, worse.log).toEqual({ ...all, "Golden cases": "failed", "Judge golden cases": "failed" });
    expect(state()).toMatchObject({ id: "team-a/r2", phase: { why: expect.stringContaining("golden/a.yaml: worse") } });
    expect(api.violations).toEqual([]);
  });
});

describe("what an event says is never a command", () => {
  const asked = async (inputs: Readonly<Record<string, string>>) => {
    const project = await rolledOut({});
    const run = await runAction({
      tree: inject("releaseTree"),
      action: "deploy",
      eventName: "repository_dispatch",
      event: {},
      workspace: project.folder,
      scratch: tempFolder(),
      with: inputs,
    });
    expect(run).toMatchObject({ exitCode: 2, outputs: {}, env: {}, leaks: [] });
    expect(existsSync(join(project.folder, "owned"))).toBe(false);
    return run.annotations.map(({ message }) => message);
  };
  const HOSTILE = '0.1";touch owned;echo "';

  test("as the name of a rollout", async () => {
    expect(await asked({ verb: "abort", rollout: HOSTILE, reason: "x" })).toEqual([
      expect.stringContaining(`There is no rollout "${HOSTILE}"`),
    ]);
  });

  test("as a verb, nor is one that raises where only those that lower are taken", async () => {
    for (const verb of [HOSTILE, "none of those that take back"])
      expect(await asked({ verb, rollout: "team-a", reason: "x" })).toEqual([
        expect.stringContaining(`The input verb cannot be "${verb}"`),
      ]);
  });
});
