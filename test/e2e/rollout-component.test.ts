import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { describeWithClients } from "../support/clients.ts";
import type { FileChanges } from "../support/git.ts";
import { goldenRollout } from "../support/golden-rollout.ts";
import { createGitLabCatalog, play as playPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";
import { onGitLab } from "../support/pipelines.ts";
import { rolledOut } from "../support/rolled-out.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { gitlabRollout } from "../../src/setup/gitlab-rollout.ts";
import manifest from "../../package.json" with { type: "json" };

const packed = packedRelease();
const MODES = ["--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source"];
const jobOf = (what: string): string => `team-a-agent-ci-${what}`;
const [ASK, DEPLOY, APPROVE, REJECT] = [jobOf("ask"), jobOf("deploy"), jobOf("approve"), jobOf("reject")];

/** A project of `gitlab.example` whose pipeline gitlab-ci-local plays, on a branch that is protected. */
async function protectedProject(files: FileChanges = {}) {
  const project = await rolledOut({
    ".gitlab-ci.yml": "include:\n  - local: /.gitlab/agent-ci-rollouts.yml\n",
    ".gitlab/agent-ci-rollouts.yml": readFileSync("templates/gitlab/rollout.yml", "utf8"),
    ...files,
  });
  const address = project.git("remote", "get-url", "origin");
  project.git("remote", "remove", "origin");
  onGitLab(project);
  // For git in the jobs alone: gitlab-ci-local has to see the address of a GitLab.
  const reached = {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.${address}.insteadOf`,
    GIT_CONFIG_VALUE_0: "git@gitlab.example:group/project.git",
  };
  return {
    ...project,
    push: (changes: Parameters<typeof project.commit>[0]) => {
      project.commit(changes);
      project.git("push", "--quiet", address, "main");
    },
    /** The key is a variable of the environment: gitlab-ci-local gives it to all jobs. */
    play: async (source: string, variables: Readonly<Record<string, string>> = {}, manual: readonly string[] = []) => {
      // Installed once, and not by each job: what installs it is the same for every component.
      const job = {
        AGENT_CI_INPUT_INSTALL: "none",
        GITLAB_CI: "true",
        CI_PIPELINE_SOURCE: source,
        CI_COMMIT_REF_PROTECTED: "true",
      };
      const given = { ...job, AGENT_CI_AUDIT_KEY: project.key, GITLAB_USER_LOGIN: "ada", ...reached, ...variables };
      const args = Object.entries(given).map(([name, value]) => `--variable=${name}=${value}`);
      const started = manual.flatMap((name) => ["--manual", name]);
      const catalog = createGitLabCatalog(inject("releaseTree"));
      return playPipeline(project.folder, [...MODES, ...args, ...started], catalog, packed().bin);
    },
  };
}

describeWithClients("the pipeline of a rollout, in gitlab-ci-local,", ["gitlab-ci-local", "rsync"], () => {
  test("takes a release from its start to everybody, and another one back", async () => {
    const { play, push, state, weight, target } = await protectedProject();

    const begun = await play("push");
    expect(begun.jobs, begun.log).toEqual({ [DEPLOY]: "PASS" });
    expect(state()).toMatchObject({ phase: { name: "AwaitingApproval" } });

    const own = { GITLAB_USER_LOGIN: "a.author", GITLAB_USER_EMAIL: "ada@example.com" };
    const refused = await play("push", own, [APPROVE]);
    expect(refused.jobs, refused.log).toEqual({ [DEPLOY]: "PASS" });
    expect(refused.log).toContain("a.author wrote a part of this change, and nobody approves their own.");

    const approved = await play("push", { GITLAB_USER_LOGIN: "bob" }, [APPROVE]);
    expect(approved.jobs, approved.log).toEqual({ [DEPLOY]: "PASS", [APPROVE]: "PASS" });
    expect(state()).toMatchObject({ approvedBy: { "canary/1": [{ person: "bob" }] } });
    expect(weight()).toBe(10);

    const promote = { AGENT_CI_DEPLOY_VERB: "promote", AGENT_CI_DEPLOY_REASON: "it is good" };
    const promoted = await play("web", promote);
    expect(promoted.jobs, promoted.log).toEqual({ [DEPLOY]: "PASS" });
    expect(state()).toMatchObject({ phase: { name: "Healthy", outcome: "COMPLETE" } });
    expect(readFileSync(join(target, "current/AGENTS.md"), "utf8")).toBe("Be kind.\n");

    push({ "AGENTS.md": "Be kinder.\n" });
    const second = await play("push");
    expect(second.jobs, second.log).toEqual({ [DEPLOY]: "PASS" });
    expect(weight()).toBe(10);

    const owned = join(target, "owned");
    const abort = { AGENT_CI_DEPLOY_VERB: "abort", AGENT_CI_DEPLOY_REASON: `it lies"; touch ${owned}; echo "` };
    const unknown = await play("trigger", { ...abort, AGENT_CI_DEPLOY_ROLLOUT: "team-z" });
    expect(unknown.jobs, unknown.log).toEqual({ [ASK]: "FAIL" });
    expect(unknown.log).toContain('There is no rollout "team-z"');
    const aborted = await play("trigger", { ...abort, AGENT_CI_DEPLOY_ROLLOUT: "team-a" });
    expect(aborted.jobs, aborted.log).toMatchObject({ [DEPLOY]: expect.any(String) });
    expect(weight()).toBe(0);
    expect(existsSync(owned)).toBe(false);

    const ticked = await play("schedule");
    expect(ticked.jobs, ticked.log).toEqual({ [DEPLOY]: "PASS" });
    expect(state()).toMatchObject({ phase: { name: "Degraded" }, id: "team-a/r2" });
    expect(readFileSync(join(target, "current/AGENTS.md"), "utf8")).toBe("Be kind.\n");
  });

  test("takes back what somebody turns down by the other manual job, with their name and words", async () => {
    const { play, state } = await protectedProject();
    const begun = await play("push");
    expect(begun.jobs, begun.log).toEqual({ [DEPLOY]: "PASS" });
    const words = { GITLAB_USER_LOGIN: "bob", AGENT_CI_DEPLOY_REASON: "not before the audit" };
    const rejected = await play("push", words, [REJECT]);
    expect(rejected.log).toContain("failed by bob: canary/1: bob rejected it: not before the audit");
    expect(state()).toMatchObject({ phase: { name: "Failed" } });
    const unasked = await play("push", { GITLAB_USER_LOGIN: "bob" }, [APPROVE]);
    expect(unasked.log).toContain("The tick of this pipeline waits for nobody. Start a new pipeline");
  });

  test("runs golden cases without the key where the rollout waits for them, and judges their report", async () => {
    const shape = { name: "team-a", environment: "production", jobs: 0, approvals: [], variables: [] };
    const { play, push, state } = await protectedProject({
      ...goldenRollout(tempFolder(), tempFolder()),
      ".gitlab/agent-ci-rollouts.yml": gitlabRollout(manifest.version, [{ ...shape, golden: { commands: true } }]),
    });
    const all = Object.fromEntries(["deploy", "golden", "judge"].map((one) => [jobOf(one), "PASS"]));
    const begun = await play("push");
    expect(begun.jobs, begun.log).toEqual(all);
    expect(state(), begun.log).toMatchObject({ phase: { name: "AwaitingApproval" } });
    const later = await play("schedule");
    expect(later.jobs, later.log).toEqual(all);
    expect(later.log).toContain("The rollout waits for no golden cases.");

    push({ "AGENTS.md": "Shout.\n" });
    const worse = await play("push");
    expect(worse.jobs, worse.log).toEqual({ ...all, [jobOf("judge")]: "FAIL" });
    expect(state()).toMatchObject({ id: "team-a/r2", phase: { why: expect.stringContaining("golden/a.yaml: worse") } });
  });
});
