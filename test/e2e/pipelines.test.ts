import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { pipelineRepositories, playWorkflows } from "../support/act.ts";
import { client, describeWithClients } from "../support/clients.ts";
import { cloneRepository, createRepository, type FileChanges } from "../support/git.ts";
import { hookedRepository } from "../support/hooked-repository.ts";
import { packedRelease, releaseRegistry } from "../support/npm-package.ts";
import { jobsOf, onGitLab, playOnGitLab } from "../support/pipelines.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";

const SKILL = "skills/tidy/SKILL.md";
const GOOD = {
  [SKILL]: "---\nname: tidy\ndescription: Tidies the room when asked to, and says where things went.\n---\n\nTidy.\n",
};
const BAD = { [SKILL]: "# No frontmatter\n" };

const packed = packedRelease();
const registry = releaseRegistry(packed);
const workflow = { ".github/workflows/agent-ci.yml": readFileSync("templates/github/agent-ci.yml", "utf8") };

/** The stages that ran in the job of all checks, with how each ended. */
const stepsOf = (log: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from(
      log.matchAll(/^\[agent-ci\/Checks *\] +\S+ +(Success|Failure) - Main (Validate|Token budget|Secret scan)/gmu),
      ([, how = "", stage = ""]) => [stage, how],
    ),
  );

const GREEN = { Checks: "succeeded", "Show findings": "succeeded", "agent-ci": "succeeded" };

describeWithClients("the workflow, played by act,", ["act"], () => {
  test("is green on a good push, and keeps a report of each stage", async () => {
    const { folder } = createRepository({ ...GOOD, ...workflow });
    const { exitCode, log, kept } = await playWorkflows(folder, { repositories: pipelineRepositories() });
    expect(jobsOf(log), log).toEqual(GREEN);
    expect(stepsOf(log)).toEqual({ Validate: "Success", "Token budget": "Success", "Secret scan": "Success" });
    expect(exitCode).toBe(0);
    expect(readdirSync(join(kept, "code-scanning")).toSorted()).toEqual([
      "agent-ci-secret-scan.sarif",
      "agent-ci-token-budget.sarif",
      "agent-ci-validate.sarif",
    ]);
  });

  test("fails on a bad one with a secret in a file of any kind, and uploads what was found all the same", async () => {
    const [{ value: secret } = { value: "" }] = plantedSecrets(1, 9);
    const { folder } = createRepository({ ...BAD, ...workflow, "src/a.ts": `export const key = "${secret}";\n` });
    const { exitCode, log, kept } = await playWorkflows(folder, { repositories: pipelineRepositories() });
    expect(jobsOf(log), log).toEqual({ Checks: "failed", "Show findings": "succeeded", "agent-ci": "failed" });
    expect(stepsOf(log)).toEqual({ Validate: "Failure", "Token budget": "Success", "Secret scan": "Failure" });
    expect(exitCode).toBe(1);
    expect(readFileSync(join(kept, "code-scanning/agent-ci-validate.sarif"), "utf8")).toContain("skill/frontmatter");
    const sarif = readFileSync(join(kept, "code-scanning/agent-ci-secret-scan.sarif"), "utf8");
    expect(sarif).toContain("src/a.ts");
    expect(sarif + log).not.toContain(secret);
  });

  /** The stages that run for a push of these changes, each a commit. */
  async function stagesAfter(...changes: readonly FileChanges[]) {
    const repository = createRepository({ ...GOOD, ...workflow });
    const before = repository.git("rev-parse", "HEAD");
    for (const change of changes) repository.commit(change);
    const event = { name: "push", payload: { before, ref: "refs/heads/main" } };
    return stepsOf((await playWorkflows(repository.folder, { repositories: pipelineRepositories(), event })).log);
  }

  test("finds a secret that a later commit of the same push took away", async () => {
    const [{ value: secret } = { value: "" }] = plantedSecrets(1, 9);
    const added = { "src/a.ts": `export const key = "${secret}";\n`, "ü b.ts": "" };
    const begun = await stagesAfter(added, { "src/a.ts": "export {};\n" });
    expect(begun).toEqual({ Validate: "Success", "Token budget": "Success", "Secret scan": "Failure" });
  });

  test("refuses a rename of what instructions link to, whatever the file is", async () => {
    const linking = { "AGENTS.md": "Run [the release](scripts/release.sh).\n", "scripts/release.sh": "true\n" };
    const begun = await stagesAfter(linking, { "scripts/release.sh": null, "scripts/ship.sh": "true\n" });
    expect(begun).toMatchObject({ Validate: "Failure" });
  });

  test("comments in a pull request, which does nothing without a token", async () => {
    const repository = createRepository({ ...GOOD, ...workflow });
    const origin = cloneRepository(repository);
    repository.git("remote", "add", "origin", pathToFileURL(origin.folder).href);
    repository.branch("topic");
    const sha = repository.commit({ "AGENTS.md": "Run `npm test`.\n" });
    const repo = { full_name: "octo-org/octo-repo", fork: false };
    const payload = {
      number: 7,
      pull_request: { number: 7, head: { ref: "topic", sha, repo }, base: { ref: "main", repo } },
      repository: repo,
    };
    const event = { name: "pull_request", payload };
    const { log, kept } = await playWorkflows(repository.folder, { repositories: pipelineRepositories(), event });
    expect(jobsOf(log), log).toEqual(GREEN);
    expect(log.match(/No comment\./gu)).toHaveLength(3);
    const { sections } = JSON.parse(readFileSync(join(kept, "artifacts/agent-ci-reports/validate.json"), "utf8"));
    expect(sections).toMatchObject([{ kind: "checklist" }]);
  });
});

const PASSED = {
  "agent-ci-validate": "PASS",
  "agent-ci-token-budget": "PASS",
  "agent-ci-secret-scan": "PASS",
  "agent-ci": "PASS",
};
const pipeline = {
  ".gitlab-ci.yml": "include:\n  - local: /.gitlab/agent-ci.yml\n",
  ".gitlab/agent-ci.yml": readFileSync("templates/gitlab/agent-ci.yml", "utf8"),
};

describeWithClients("the pipeline, played by gitlab-ci-local,", ["gitlab-ci-local", "rsync", "verdaccio"], () => {
  test("is green on a good project", async () => {
    const project = createRepository(pipeline);
    onGitLab(project);
    project.commit(GOOD);
    const { exitCode, jobs, log } = await playOnGitLab(registry, project.folder);
    expect(jobs, log).toEqual(PASSED);
    expect(exitCode).toBe(0);
  });

  test("finds a secret that a later commit took away", async () => {
    const [{ value: secret } = { value: "" }] = plantedSecrets(1, 9);
    const project = createRepository({ ...GOOD, ...pipeline });
    onGitLab(project);
    project.commit({ "src/a.ts": `export const key = "${secret}";\n` });
    project.commit({ "src/a.ts": "export {};\n" });
    const { jobs, log } = await playOnGitLab(registry, project.folder);
    expect(jobs, log).toEqual({ ...PASSED, "agent-ci": "FAIL" });
  });

  test("fails in the gate on a bad one", async () => {
    const project = createRepository(pipeline);
    onGitLab(project);
    project.commit(BAD);
    const { jobs, log } = await playOnGitLab(registry, project.folder);
    expect(jobs, log).toEqual({ ...PASSED, "agent-ci": "FAIL" });
    expect(log).toContain("skill/frontmatter");
  });
});

describeWithClients("from an empty repository", ["husky", "act", "gitlab-ci-local", "rsync", "verdaccio"], () => {
  test("to a refused commit, a fix, a commit that passes, and two green pipelines", async () => {
    const repository = hookedRepository(packed().bin, client("husky"));
    const { folder, run, write, commit } = repository;
    const agentCi = join(packed().bin, "agent-ci");
    run(agentCi, ..."init --yes --github --gitlab --hooks husky --owner @acme/agents".split(" "));
    run("husky");
    expect(commit()).toMatchObject({ ok: true });
    onGitLab({ git: (...args) => run("git", ...args) });
    write(BAD);
    expect(commit()).toMatchObject({ ok: false, output: expect.stringContaining("skill/frontmatter") });
    write(GOOD);
    expect(commit()).toMatchObject({ ok: true });
    expect(run(agentCi, "init", "--yes", "--github", "--gitlab", "--hooks", "husky")).toContain(
      "Everything is there already.",
    );
    expect(run("git", "status", "--short")).toBe("");

    const github = await playWorkflows(folder, { repositories: pipelineRepositories() });
    expect(github.exitCode, github.log).toBe(0);
    expect(jobsOf(github.log)).toEqual(GREEN);

    const gitlab = await playOnGitLab(registry, folder);
    expect(gitlab.exitCode, gitlab.log).toBe(0);
    expect(gitlab.jobs).toEqual(PASSED);
    expect(existsSync(join(folder, "CODEOWNERS"))).toBe(true);
  });
});
