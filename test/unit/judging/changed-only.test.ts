import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inChange } from "../../../src/check/changed-only.ts";
import { findProgram } from "../../../src/host/machine/programs.ts";
import { memberAt } from "../../../src/host/pipeline/event.ts";
import { cloneRepository, createRepository, type FileChanges } from "../../support/git.ts";
import { openPullRequest } from "../../support/pull-request.ts";
import { reportOf } from "../../support/reports.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skill = (name: string, body = ""): string =>
  `---\nname: ${name}\ndescription: Tidies ${name} when somebody asks for it to be tidied.\n---\n\nTidy ${name}.\n${body}`;
const DEAD = "\nRead [the form](form.md).\n";
const dead = (name: string): string => `error link/missing skills/${name}/SKILL.md:8`;
const FILES = { "skills/old/SKILL.md": skill("old", DEAD), "skills/tidy/SKILL.md": skill("tidy") };

/** What is found on a branch with these changes, since `main`. */
async function since(changes: FileChanges, files: FileChanges = FILES, values: object = { "changed-since": "main" }) {
  const repository = createRepository(files);
  repository.branch("topic");
  repository.commit(changes);
  const { found, report } = await runCheck(repository.folder, { values: { ...values } });
  const hidden = report.measurements.find(({ metric }) => metric === "findings-in-unchanged-files")?.value;
  return { found, hidden };
}

describe("only findings that a change answers for", () => {
  test("are those in files that it touches; the others are counted", async () => {
    expect(await since({ "skills/tidy/SKILL.md": skill("tidy", DEAD) })).toEqual({ found: [dead("tidy")], hidden: 1 });
    expect(await since({ "skills/new/SKILL.md": skill("new", DEAD) })).toEqual({ found: [dead("new")], hidden: 1 });
    const all = await since({ "README.md": "x" }, FILES, {});
    expect(all).toEqual({ found: [dead("old")], hidden: undefined });
  });

  test("are those that say something of a file that it touches, or that is gone", () => {
    const change = { changed: new Set(["b"]), gone: new Set(["c"]), caused: () => false };
    const about = (...paths: readonly string[]) =>
      reportOf({ path: "a", related: paths.map((path) => ({ path })) }).diagnostics.some(inChange(change));
    expect([about(), about("d"), about("d", "b"), about("c")]).toEqual([false, false, true, true]);
  });

  test("are those that are there since a file went, or was renamed", async () => {
    const files = { ...FILES, "skills/tidy/SKILL.md": skill("tidy", DEAD), "skills/tidy/form.md": "# Form\n" };
    const gone = { "skills/tidy/form.md": null };
    expect(await since(gone, files)).toEqual({ found: [dead("tidy")], hidden: 1 });
    expect((await since({ ...gone, "skills/tidy/paper.md": "# Form\n" }, files)).found).toContain(dead("tidy"));
  });

  test("are all in a file that was renamed", async () => {
    const moved = { "skills/old/SKILL.md": null, "skills/new/SKILL.md": skill("new", DEAD) };
    expect(await since(moved)).toEqual({ found: [dead("new")], hidden: 0 });
  });

  test("are also those in what is not committed, and not known to git", async () => {
    const repository = createRepository(FILES);
    const values = { "changed-since": "main" };
    expect((await runCheck(repository.folder, { values })).found).toEqual([]);
    writeFileSync(join(repository.folder, "skills/tidy/SKILL.md"), skill("tidy", DEAD));
    writeFileSync(join(repository.folder, "AGENTS.md"), DEAD);
    expect((await runCheck(repository.folder, { values })).found).toEqual([
      "error link/missing AGENTS.md:2",
      dead("tidy"),
    ]);
    expect((await runCheck(join(repository.folder, "skills"), { values })).found).toEqual([
      "error link/missing tidy/SKILL.md:8",
    ]);
  });

  test("are not those that main brought into the branch", async () => {
    const repository = createRepository(FILES);
    repository.branch("topic");
    repository.commit({ "skills/tidy/SKILL.md": skill("tidy", DEAD) });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "skills/other/SKILL.md": skill("other", DEAD) });
    repository.git("checkout", "--quiet", "topic");
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge", "main");
    const { found } = await runCheck(repository.folder, { values: { "changed-since": "main" } });
    expect(found).toEqual([dead("tidy")]);
  });

  test("need a commit that is here, and the message says what to fetch", async () => {
    const repository = createRepository(FILES);
    repository.branch("topic");
    repository.commit({ "a.txt": "a" });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "b.txt": "b" });
    const values = { "changed-since": "topic" };
    await expect(runCheck(repository.folder, { values: { "changed-since": "nowhere" } })).rejects.toThrow(
      /git fetch origin nowhere:/,
    );
    const shallow = cloneRepository(repository, { depth: 1 });
    shallow.git("fetch", "--quiet", "--depth=1", "origin", "topic:topic");
    await expect(runCheck(shallow.folder, { values })).rejects.toThrow(/too shallow.*\n.*git fetch --unshallow origin/);
    await expect(runCheck(tempFolder(FILES), { values })).rejects.toThrow(/needs a git repository/);
    await expect(runCheck(repository.folder, { values: { "changed-since": "--output=owned" } })).rejects.toThrow(
      /is no commit/,
    );
  });

  test("start no filter that a checked-out file picks", async () => {
    const repository = createRepository({ ...FILES, ".gitattributes": "* filter=owned\n" });
    repository.git("config", "filter.owned.smudge", "cat");
    writeFileSync(join(repository.folder, "skills/tidy/SKILL.md"), skill("tidy", DEAD));
    const { found } = await runCheck(repository.folder, { values: { "changed-since": "main" } });
    expect(found).toEqual([dead("tidy")]);
  });

  test("hide nothing about suppressions", async () => {
    const files = { ...FILES, "AGENTS.md": "<!-- agent-ci-disable-next-line link/missing -->\n" };
    const { found } = await since({ "README.md": "x" }, files);
    expect(found).toEqual(["error suppression/invalid AGENTS.md:1"]);
  });
});

describe("in a pull request", () => {
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_BASE_REF: "main",
    GITHUB_REF: "refs/pull/7/merge",
  };
  async function requested(change: FileChanges, values = {}, checkout?: readonly string[], more = {}, files = FILES) {
    const { event, workspace } = openPullRequest(files, change, {}, checkout);
    const path = join(tempFolder(), "event.json");
    writeFileSync(path, JSON.stringify(event));
    const sha = String(memberAt(event, "pull_request", "merge_commit_sha"));
    return (await runCheck(workspace, { values, env: { ...env, GITHUB_EVENT_PATH: path, GITHUB_SHA: sha, ...more } }))
      .found;
  }

  test("its own change is meant, in the checkout that is usual, and all where that is asked for", async () => {
    const change = { "skills/tidy/SKILL.md": skill("tidy", DEAD) };
    expect(await requested(change)).toEqual([dead("tidy")]);
    expect(await requested(change, {}, [])).toEqual([dead("tidy")]);
    expect(await requested(change, { "changed-since": "beginning" })).toEqual([dead("old"), dead("tidy")]);
  });

  test("git is asked for its files once, though two policies judge", async () => {
    const folder = tempFolder();
    const log = join(folder, "asked.log");
    const git = findProgram("git", process.env, []);
    writeFileSync(join(folder, "git"), `#!/bin/sh\necho "$*" >> ${log}\nexec ${git} "$@"\n`, { mode: 0o755 });
    const change = { "skills/tidy/SKILL.md": skill("tidy", DEAD), "agent-ci.yaml": "rules: { link/missing: info }\n" };
    const target = { ...FILES, "agent-ci.yaml": "rules: { link/missing: error }\n" };
    const found = await requested(change, {}, [], { PATH: `${folder}:${process.env["PATH"]}` }, target);
    expect(found).toContain("warning policy/weakened agent-ci.yaml");
    const asked = readFileSync(log, "utf8").split("\n");
    expect(asked.filter((line) => line.includes(" diff-tree "))).toHaveLength(1);
  });
});
