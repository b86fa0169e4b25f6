import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { pipelineRepositories, playWorkflows } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { cloneRepository, createRepository, type FileChanges } from "../support/git.ts";
import { packedRelease, releaseRegistry } from "../support/npm-package.ts";
import { jobsOf, onGitLab, playOnGitLab } from "../support/pipelines.ts";
import { AGENT_FILES, smallScenario } from "../support/rehearse.ts";

const PONG = smallScenario("expect: [{ type: equals, value: pong }]\n");
const PING = PONG.replace("value: pong", "value: ping");
const GOOD: FileChanges = { ...AGENT_FILES, "scenarios/a.yaml": PONG };
const BAD: FileChanges = { ...GOOD, "scenarios/a.yaml": PING };

const registry = releaseRegistry(packedRelease());
const template = (forge: string): string => readFileSync(`templates/${forge}/agent-ci-scenarios.yml`, "utf8");
const workflow = { ".github/workflows/agent-ci.yml": template("github") };
const pipeline = {
  ".gitlab-ci.yml": "include:\n  - local: /.gitlab/agent-ci.yml\n",
  ".gitlab/agent-ci.yml": template("gitlab"),
};

const GREEN = { Checks: "succeeded", "Dry run": "succeeded", "Show findings": "succeeded", "agent-ci": "succeeded" };

describeWithClients("the workflow with scenarios, played by act,", ["act"], () => {
  test("rehearses with every push, and shows it where the checks are shown", async () => {
    const { folder } = createRepository({ ...GOOD, ...workflow });
    const { exitCode, log, kept } = await playWorkflows(folder, { repositories: pipelineRepositories() });
    expect([exitCode, jobsOf(log)], log).toEqual([0, GREEN]);
    expect(existsSync(join(kept, "code-scanning/agent-ci-dry-run.sarif"))).toBe(true);
    const { sections } = JSON.parse(readFileSync(join(kept, "artifacts/agent-ci-dry-run/dry-run.json"), "utf8"));
    expect(dryRunOf(sections[0].data).cases.map(({ id, result }) => [id, result])).toEqual([["scenarios/a", "pass"]]);
  });

  test("comments in a section of its own, and passes nothing when a scenario fails", async () => {
    const repository = createRepository({ ...BAD, ...workflow });
    const origin = cloneRepository(repository);
    repository.git("remote", "add", "origin", pathToFileURL(origin.folder).href);
    repository.branch("topic");
    const sha = repository.commit({ "notes.txt": "a change\n" });
    const repo = { full_name: "octo-org/octo-repo", fork: false };
    const pull_request = { number: 7, head: { ref: "topic", sha, repo }, base: { ref: "main", repo } };
    const event = { name: "pull_request", payload: { number: 7, pull_request, repository: repo } };
    const { log } = await playWorkflows(repository.folder, { repositories: pipelineRepositories(), event });
    expect(jobsOf(log), log).toEqual({ ...GREEN, "Dry run": "failed", "agent-ci": "failed" });
    expect(log).toContain("::error file=scenarios/a.yaml");
    expect(log.match(/No comment\./gu)).toHaveLength(4);
  });
});

const PASSED = {
  "agent-ci-validate": "PASS",
  "agent-ci-token-budget": "PASS",
  "agent-ci-secret-scan": "PASS",
  "agent-ci-dry-run": "PASS",
  "agent-ci": "PASS",
};

describeWithClients(
  "the pipeline with scenarios, played by gitlab-ci-local,",
  ["gitlab-ci-local", "rsync", "verdaccio"],
  () => {
    test("rehearses with every push to the default branch", async () => {
      const project = createRepository(pipeline);
      onGitLab(project);
      project.commit(GOOD);
      const { exitCode, jobs, log } = await playOnGitLab(registry, project.folder, { GITLAB_CI: "true" });
      expect(jobs, log).toEqual(PASSED);
      expect(exitCode).toBe(0);
      expect(log).toMatch(/^agent-ci +> .*scenarios\/a +pass/mu);
    });

    test("fails in the last job for it alone", async () => {
      const project = createRepository({ ...BAD, ...pipeline });
      onGitLab(project);
      project.commit({ "notes.txt": "" });
      const { jobs, log } = await playOnGitLab(registry, project.folder, { GITLAB_CI: "true" });
      expect(jobs, log).toEqual({ ...PASSED, "agent-ci": "FAIL" });
      expect(log).toContain("rehearsal/expectation");
    });
  },
);
