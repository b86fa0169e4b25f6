import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { pipelineRepositories, playWorkflows } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { cloneRepository, createRepository, type FileChanges, type Repository } from "../support/git.ts";
import { upstream } from "../support/models.ts";
import { packedRelease, releaseRegistry } from "../support/npm-package.ts";
import { jobsOf, onGitLab, playOnGitLab } from "../support/pipelines.ts";
import { AGENT_FILES, smallScenario } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";

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

/** A pull request to what is in the repository now, which it is left on. */
function requestOf(repository: Repository) {
  const origin = cloneRepository(repository);
  repository.git("remote", "add", "origin", pathToFileURL(origin.folder).href);
  repository.branch("topic");
  const sha = repository.commit({ "notes.txt": "a change\n" });
  const repo = { full_name: "octo-org/octo-repo", fork: false };
  const pull_request = { number: 7, head: { ref: "topic", sha, repo }, base: { ref: "main", repo } };
  return { name: "pull_request", payload: { number: 7, pull_request, repository: repo } };
}

/** What a vendor says to the small agent. */
const ANSWER = JSON.stringify({
  id: "msg_01ABCDEFGHJK",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-5",
  content: [{ type: "text", text: "pong" }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 25, output_tokens: 7 },
});

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
    const event = requestOf(repository);
    const { log } = await playWorkflows(repository.folder, { repositories: pipelineRepositories(), event });
    expect(jobsOf(log), log).toEqual({ ...GREEN, "Dry run": "failed", "agent-ci": "failed" });
    expect(log).toContain("::error file=scenarios/a.yaml");
    expect(log.match(/No comment\./gu)).toHaveLength(4);
  });
});

/** A workflow that the page shows. */
function shown(name: string): string {
  const page = readFileSync("docs/dry-run.md", "utf8");
  const found = [...page.matchAll(/```yaml\n(name: [^]*?)```/gu)].map(([, text = ""]) => text);
  return found.find((text) => text.startsWith(`name: ${name}\n`)) ?? "";
}

describeWithClients("a matrix of parts", ["act"], () => {
  const SPREAD = { ".github/workflows/rehearse.yml": shown("rehearse").replace("on: pull_request", "on: push") };
  const MANY = { ...GOOD, "scenarios/b.yaml": PONG, "scenarios/c.yaml": PONG, ...SPREAD };
  const play = async (files: FileChanges) => {
    const { folder } = createRepository(files);
    return playWorkflows(folder, { repositories: pipelineRepositories() });
  };

  test("has every case once, and one verdict", async () => {
    const { exitCode, log, kept } = await play(MANY);
    expect(exitCode, log).toBe(0);
    const casesIn = (part: number) => {
      const file = join(kept, `artifacts/dry-run-${part}/part-${part}.json`);
      return dryRunOf(JSON.parse(readFileSync(file, "utf8")).sections[0].data).cases.map(({ id }) => id);
    };
    expect([casesIn(1), casesIn(2)]).toEqual([["scenarios/a", "scenarios/c"], ["scenarios/b"]]);
    expect(log).toMatch(/\[rehearse\/dry-run *\] .*scenarios\/b +pass/u);
  });

  test("fails for one case of one part", async () => {
    const { exitCode, log } = await play({ ...MANY, "scenarios/b.yaml": PING });
    expect(exitCode, log).toBe(1);
    expect(log).toMatch(/\[rehearse\/dry-run *\] .*Job failed/u);
  });
});

/** The workflow that records, with the address of a vendor that is none. */
const recording = (vendor: string): FileChanges => ({
  ".github/workflows/record.yml": shown("record").replace(
    " --mode auto ",
    ` --mode auto --upstream anthropic=${vendor} `,
  ),
});

describeWithClients("recordings in a cache", ["act", "verdaccio"], () => {
  test("are made by a protected branch, answer a push, and no request", async () => {
    const vendor = await upstream(() => ({ headers: { "content-type": "application/json" }, pieces: [ANSWER] }));
    const scenario = smallScenario("expect: [{ type: equals, value: pong }]\n", "recordings: recorded\n");
    const files = { ...AGENT_FILES, "scenarios/a.yaml": scenario, ...workflow };
    const repository = createRepository({ ...files, ...recording(vendor.url) });
    const play = { repositories: pipelineRepositories(), kept: tempFolder() };
    const recorded = await playWorkflows(repository.folder, {
      ...play,
      event: { name: "workflow_dispatch", payload: {} },
      env: { GITHUB_REF_PROTECTED: "true", npm_config_registry: await registry() },
      secrets: { ANTHROPIC_API_KEY: "sk-ant-api03-real" },
    });
    expect([recorded.exitCode, vendor.asked.length], recorded.log).toEqual([0, 1]);
    const keys = readdirSync(join(play.kept, "cache"));
    expect(keys).toEqual([expect.stringMatching(/^agent-ci-recordings-1-[0-9a-f]{20}$/u)]);

    const pushed = await playWorkflows(repository.folder, play);
    expect(jobsOf(pushed.log), pushed.log).toEqual(GREEN);
    expect(pushed.log).toContain("1 recording, 1 replay, 1 from a cache: none");

    const request = await playWorkflows(repository.folder, { ...play, event: requestOf(repository) });
    expect(jobsOf(request.log), request.log).toMatchObject({ "Dry run": "failed", "agent-ci": "failed" });
    expect(request.log).toContain("Nothing answers POST /v1/messages");
    expect(vendor.asked).toHaveLength(1);
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
