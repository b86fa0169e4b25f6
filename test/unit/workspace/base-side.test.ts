import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { World } from "../../../src/workspace/world.ts";
import { validateCommand } from "../../../src/commands/validate.ts";
import { baseCommit } from "../../../src/host/git/base-commit.ts";
import { commitFiles } from "../../../src/host/git/commit-files.ts";
import { openGit } from "../../../src/host/git/git.ts";
import { pullRequestOf } from "../../../src/host/pipeline/pipeline.ts";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import { rules } from "../../../src/rules/index.ts";
import { UsageError } from "../../../src/model/usage-error.ts";
import { cloneRepository, createRepository, gitEnvironment, type Repository } from "../../support/git.ts";

const GIT = gitEnvironment();
const servers = (...args: readonly string[]): string =>
  JSON.stringify({ mcpServers: { tickets: { command: "npx", args } } });
const BEFORE = { ".mcp.json": servers("tickets@1.0.0"), "README.md": "# Acme\n" };

type Env = Readonly<Record<string, string>>;
const github = (head: string, sha: string): Env => ({
  GITHUB_ACTIONS: "true",
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_BASE_REF: "main",
  GITHUB_REF: head,
  GITHUB_SHA: sha,
});

async function authorityIn(folder: string, values: Readonly<Record<string, unknown>>, env: Env = {}) {
  let found: readonly Diagnostic[] = [];
  const world: World = {
    cwd: folder,
    env: { ...GIT, ...env },
    out: () => undefined,
    err: () => undefined,
    notice: () => undefined,
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async ({ report }) => {
      found = report.diagnostics;
    },
  };
  await validateCommand.run(world, values, []);
  return found.flatMap(({ rule, path, message }) => (rule.startsWith("authority/") ? [`${path}: ${message}`] : []));
}

/** A change of the server on a branch, while main goes on with one of its own. */
function branched(): Repository {
  const repository = createRepository(BEFORE);
  repository.branch("change");
  repository.commit({ ".mcp.json": servers("tickets@2.0.0") });
  repository.git("checkout", "--quiet", "main");
  repository.commit({ ".claude/settings.json": '{ "hooks": { "Stop": [] } }', "docs/a.md": "a\n" });
  repository.git("checkout", "--quiet", "change");
  return repository;
}
const NEW = '.mcp.json: New in this change: "tickets" runs "npx tickets@2.0.0".';

function merged() {
  const project = branched();
  project.git("checkout", "--quiet", "--detach", "main");
  project.git("merge", "--quiet", "--no-ff", "--message=Merge", "change");
  project.git("branch", "pull");
  return { project, merge: project.git("rev-parse", "HEAD"), main: project.git("rev-parse", "main") };
}
const baseIn = ({ folder }: Repository, env: Env) =>
  baseCommit(openGit(folder, GIT), undefined, pullRequestOf({ ...GIT, ...env }));

describe("what is new in a change", () => {
  test("is compared with where it branched off, not with what the branch became", async () => {
    expect(await authorityIn(branched().folder, { base: "main" })).toEqual([NEW]);
  });

  test("is nothing without a base, on a laptop and in a push", async () => {
    const { folder } = branched();
    expect(await authorityIn(folder, {})).toEqual([]);
    expect(await authorityIn(folder, {}, { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "push" })).toEqual([]);
  });

  test("is seen before it is committed", async () => {
    const repository = createRepository(BEFORE);
    writeFileSync(join(repository.folder, ".mcp.json"), servers("tickets@2.0.0"));
    expect(await authorityIn(repository.folder, { base: "HEAD" })).toEqual([NEW]);
  });

  test("is that of the checked folder alone", async () => {
    const repository = createRepository({ "a/.mcp.json": servers("tickets@1.0.0"), "b/.mcp.json": servers("b@1.0.0") });
    repository.branch("change");
    repository.commit({ "a/.mcp.json": servers("tickets@2.0.0"), "b/.mcp.json": servers("b@2.0.0") });
    expect(await authorityIn(join(repository.folder, "a"), { base: "main" })).toEqual([NEW]);
  });

  test("is everything where the base had no such folder", async () => {
    const repository = createRepository();
    repository.branch("change");
    repository.commit({ "new/.mcp.json": servers("tickets@2.0.0") });
    expect(await authorityIn(join(repository.folder, "new"), { base: "main" })).toEqual([NEW]);
  });

  test("needs a base that can be had", async () => {
    const { folder } = branched();
    await expect(authorityIn(folder, { base: "nowhere" })).rejects.toThrow(/git fetch origin nowhere:/);
    await expect(authorityIn(folder, { base: "--upload-pack=touch owned" })).rejects.toThrow(UsageError);
  });
});

describe("the base of a pull request", () => {
  test("is the first parent of the commit that merges it", async () => {
    const { project, merge, main } = merged();
    expect(await baseIn(project, github("refs/pull/7/merge", merge))).toEqual({ ok: true, commit: main });
  });

  test("is known in a clone of depth 2, and asked for in one of depth 1", async () => {
    const { project, merge, main } = merged();
    const env = github("refs/pull/7/merge", merge);
    expect(await baseIn(cloneRepository(project, { depth: 2, branch: "pull" }), env)).toEqual({
      ok: true,
      commit: main,
    });
    const shallow = await baseIn(cloneRepository(project, { depth: 1, branch: "pull" }), env);
    const help = expect.stringContaining(
      `\`fetch-depth: 2\`, or add a step before this one: git fetch --depth=1 origin ${main}`,
    );
    expect(shallow).toMatchObject({ ok: false, help });
  });

  test("needs the whole history where its own head is checked out in a clone of depth 1", async () => {
    const { project, merge } = merged();
    const clone = cloneRepository(project, { depth: 1, branch: "change" });
    clone.git("fetch", "--quiet", "--depth=1", "origin", "+main:refs/remotes/origin/main");
    const shallow = await baseIn(clone, github("refs/pull/7/merge", merge));
    expect(shallow).toMatchObject({ ok: false, help: expect.stringContaining("git fetch --unshallow origin") });
    clone.git("fetch", "--quiet", "--unshallow", "origin");
    const off = project.git("merge-base", "main", "change");
    expect(await baseIn(clone, github("refs/pull/7/merge", merge))).toEqual({ ok: true, commit: off });
  });

  test("is where it branched off, where its own head is checked out", async () => {
    const { project, merge } = merged();
    const clone = cloneRepository(project, { branch: "change" });
    const off = project.git("merge-base", "main", "change");
    expect(await baseIn(clone, github("refs/pull/7/merge", merge))).toEqual({ ok: true, commit: off });
  });

  test("is what GitLab says it is", async () => {
    const { project } = merged();
    const env = { GITLAB_CI: "true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" };
    const off = project.git("merge-base", "main", "change");
    const known = await baseIn(project, { ...env, CI_MERGE_REQUEST_DIFF_BASE_SHA: off });
    expect(known).toEqual({ ok: true, commit: off });
    const unknown = await baseIn(project, { ...env, CI_MERGE_REQUEST_DIFF_BASE_SHA: "0".repeat(40) });
    const help = `Add to before_script: git fetch --depth=1 origin ${"0".repeat(40)}`;
    expect(unknown).toMatchObject({ ok: false, help });
  });

  test("is fetched into a clone of depth 1", async () => {
    const { project, merge } = merged();
    const { folder } = cloneRepository(project, { depth: 1, branch: "pull" });
    const env = github("refs/pull/7/merge", merge);
    expect(await authorityIn(folder, { "policy-from": "head" }, env)).toEqual([NEW]);
  });

  test("is fetched into a clone that holds fewer commits than the merge request", async () => {
    const project = branched();
    const off = project.git("merge-base", "main", "change");
    for (const name of ["x", "y", "z"]) project.commit({ [name]: name });
    const { folder } = cloneRepository(project, { depth: 2, branch: "change" });
    const env = {
      GITLAB_CI: "true",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: off,
    };
    expect(await authorityIn(folder, { "policy-from": "head" }, env)).toEqual([NEW]);
  });

  test("that cannot be had ends the run, unless no rule asks for it", async () => {
    const { project, merge } = merged();
    const { folder, git } = cloneRepository(project, { depth: 1, branch: "pull" });
    git("remote", "set-url", "origin", "file:///nowhere");
    const env = github("refs/pull/7/merge", merge);
    await expect(authorityIn(folder, { "policy-from": "head" }, env)).rejects.toThrow(
      /There is nothing to compare with/,
    );
    const comparing = rules.filter(({ scope }) => scope === "change");
    writeFileSync(join(folder, "agent-ci.yaml"), `rules:\n${comparing.map(({ id }) => `  ${id}: "off"\n`).join("")}`);
    const all = { "policy-from": "head", "changed-since": "beginning" };
    expect(await authorityIn(folder, all, env)).toEqual([]);
  });
});

describe("the files of a commit", () => {
  test("are as they were committed: texts, bytes, links and modes", () => {
    const repository = createRepository({ "skills/a/SKILL.md": "a\n", "skills/ü b/SKILL.md": "b" });
    const { folder } = repository;
    writeFileSync(join(folder, "bytes"), Uint8Array.of(0, 10, 255, 10));
    writeFileSync(join(folder, "run.sh"), "#!/bin/sh\n");
    chmodSync(join(folder, "run.sh"), 0o755);
    symlinkSync("skills/a/SKILL.md", join(folder, "link.md"));
    symlinkSync("../outside", join(folder, "out"));
    symlinkSync("loop", join(folder, "loop"));
    mkdirSync(join(folder, "node_modules/x"), { recursive: true });
    writeFileSync(join(folder, "node_modules/x/SKILL.md"), "");
    const commit = repository.commit({});
    repository.commit({ "skills/a/SKILL.md": "changed\n" });

    const files = commitFiles(openGit(folder, GIT), commit, "");
    files.prepare?.(["skills/a/SKILL.md", "bytes", "nowhere"]);
    const bytes = (path: string) => {
      const contents = files.read(path);
      return contents.ok ? [...contents.bytes] : contents.reason;
    };
    expect([...files.list()].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: "bytes" },
      { path: "link.md", link: "skills/a/SKILL.md" },
      { path: "loop", link: "loop" },
      { path: "out", link: "../outside" },
      { path: "run.sh" },
      { path: "skills/a/SKILL.md" },
      { path: "skills/ü b/SKILL.md" },
    ]);
    expect(bytes("link.md")).toEqual([97, 10]);
    expect(bytes("bytes")).toEqual([0, 10, 255, 10]);
    expect(["loop", "out", "nowhere"].map(bytes)).toEqual([
      "its symbolic links lead in a circle",
      "it lies outside the checked folder",
      "it is not there",
    ]);
    expect(files.entry("run.sh")).toEqual({ path: "run.sh", type: "file", size: 10, executable: true });
    expect(files.entry("skills/a/")?.type).toBe("directory");
    expect(files.entry("skills/c")).toBeUndefined();
  });
});
