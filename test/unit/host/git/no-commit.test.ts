import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findProgram } from "../../../../src/host/machine/programs.ts";
import { cloneRepository, createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const AGENTS = { "AGENTS.md": "# A\n\nRun the tests.\n" };

/** What a person reads who compares with a commit that is not to be had. */
async function told(folder: string, name: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, err } = await runCli(folder, ["check", "--changed-since", name], env);
  expect(code).toBe(2);
  return err;
}

/** git as it is to somebody whose repository it is not. */
function asStranger(): Readonly<Record<string, string>> {
  const programs = tempFolder();
  const git = findProgram("git", process.env, []);
  const script = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${git} "$@"\n`;
  writeFileSync(join(programs, "git"), script, { mode: 0o755 });
  return { PATH: `${programs}:${process.env["PATH"]}` };
}

describe("a commit that is not to be had", () => {
  test("is fetched by a line after which the same command finds it, from a clone of one branch too", async () => {
    const origin = createRepository(AGENTS);
    origin.branch("topic");
    origin.commit({ "AGENTS.md": "# A\n\nRun all tests.\n" });
    const clone = cloneRepository(origin, { depth: 1, branch: "topic" });
    for (const name of ["main", "origin/main"]) {
      const err = await told(clone.folder, name);
      expect(err).toContain(`"${name}" is no commit here.\nName another, or fetch it first: git fetch origin main:`);
    }
    const line = /git (fetch .+)/u.exec(await told(clone.folder, "main"))?.[1] ?? "";
    clone.git(...line.split(" "));
    clone.git("fetch", "--quiet", "--unshallow", "origin");
    expect(await runCli(clone.folder, ["check", "--changed-since", "main"])).toMatchObject({ code: 0, err: "" });
    expect(await runCli(clone.folder, ["check", "--policy-from", "main"])).toMatchObject({ code: 0, err: "" });
  });

  test.each([
    ["a b", {}, "git fetch origin 'a b:refs/remotes/origin/a b'"],
    ["0123456", {}, "Name another, or fetch it first: git fetch --all --tags"],
    ["0".repeat(40), {}, `git fetch origin ${"0".repeat(40)}`],
    ["-x", {}, "Name a branch, a tag or a commit."],
    ["HEAD~7", {}, 'for the history of "HEAD" does not reach back so far.\nName a branch, a tag or a commit.'],
    ["gone~2", {}, "git fetch origin gone:refs/remotes/origin/gone"],
    ["gone", { GITHUB_ACTIONS: "true" }, "git fetch origin gone:refs/remotes/origin/gone"],
  ])("has what helps, by its name %j", async (name, env, help) => {
    expect(await told(createRepository(AGENTS).folder, name, env)).toContain(help);
  });

  test("lies behind the end of a shallow clone, and no remote knows it by that name", async () => {
    const origin = createRepository(AGENTS);
    origin.commit({ "AGENTS.md": "# A\n\nRun all tests.\n" });
    const { folder } = cloneRepository(origin, { depth: 1 });
    expect(await told(folder, "HEAD~1")).toBe(
      'agent-ci: There is nothing to compare with: "HEAD~1" is no commit here, for the clone is too shallow to reach back to it.\nFetch the rest: git fetch --unshallow origin\n',
    );
  });

  test("has not been made yet", async () => {
    const { folder, git } = createRepository(AGENTS);
    git("checkout", "--quiet", "--orphan", "new");
    expect(await told(folder, "HEAD")).toContain(
      '"HEAD" is no commit here, for this branch has none yet.\nMake a commit first.',
    );
  });

  test("is hidden from whoever the repository does not belong to, and git says what makes it trust it", async () => {
    const { folder } = createRepository(AGENTS);
    const trust = `If you trust it: git config --global --add safe.directory ${folder}`;
    const stranger = asStranger();
    for (const argv of [
      ["check", "--changed-since", "main"],
      ["check", "--policy-from", "main"],
      ["secret-scan", "--commits", "main"],
      ["secret-scan", "--commits", "all"],
      ["secret-scan", "--staged"],
      ["hook", "pre-commit"],
    ]) {
      const { code, err } = await runCli(folder, argv, stranger);
      expect([code, err], argv.join(" ")).toEqual([2, expect.stringContaining(trust)]);
    }
    const doctor = await runCli(folder, ["doctor"], stranger);
    expect([doctor.code, doctor.out]).toEqual([1, expect.stringContaining(trust)]);
  });

  test("cannot be asked for where there is no git", async () => {
    const { folder } = createRepository(AGENTS);
    expect(await told(folder, "main", { PATH: tempFolder() })).toContain(
      "git does not read this repository.\nIt says: git is not on PATH; install it",
    );
  });

  test("is in no folder that only looks like a repository", async () => {
    const folder = tempFolder(AGENTS);
    mkdirSync(join(folder, ".git"));
    expect(await told(folder, "main")).toContain("It says: fatal: not a git repository");
    const hook = await runCli(folder, ["hook", "pre-commit"]);
    expect([hook.code, hook.err]).toEqual([2, expect.stringContaining("fatal: not a git repository")]);
    expect((await runCli(folder, ["doctor"])).out).toContain("BAD   repository     git does not read");
  });
});
