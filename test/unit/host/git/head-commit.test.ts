import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headCommit } from "../../../../src/host/git/head-commit.ts";
import { createRepository } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test("the commit of a branch, in a file of its own, packed, and both", () => {
  const { folder, git, commit } = createRepository();
  const first = git("rev-parse", "HEAD");
  expect(headCommit(folder)).toBe(first);
  git("branch", "team/main"); // its name ends like that of the other
  git("pack-refs", "--all");
  expect(headCommit(folder)).toBe(first);
  const second = commit({ "a.md": "a\n" });
  expect(headCommit(folder)).toBe(second);
  git("pack-refs", "--all");
  expect(headCommit(folder)).toBe(second);
});

test("a commit that is checked out by its id", () => {
  const { folder, git, commit } = createRepository();
  const first = git("rev-parse", "HEAD");
  commit({ "a.md": "a\n" });
  git("checkout", "--quiet", "--detach", first);
  expect(headCommit(folder)).toBe(first);
});

test("a linked working tree has a branch of its own, in the folder that all share", () => {
  const { folder, git, commit } = createRepository();
  const linked = join(tempFolder(), "linked");
  git("worktree", "add", "--quiet", "-b", "other", linked);
  const first = headCommit(linked);
  const second = commit({ "a.md": "a\n" });
  expect([headCommit(linked), headCommit(folder)]).toEqual([first, second]);
  expect(first).toBe(git("rev-parse", "other"));
});

test.each([
  ["nothing was committed", "ref: refs/heads/none\n"],
  ["a reference that leads out of the folder", "ref: refs/heads/../../../secret\n"],
  ["a reference that is no branch", "ref: refs/tags/v1\n"],
  ["no reference at all", "main\n"],
])("git has the say: %s", (_name, head) => {
  const { folder } = createRepository();
  writeFileSync(join(folder, ".git/HEAD"), head);
  writeFileSync(join(folder, "secret"), `${"a".repeat(40)}\n`);
  expect(headCommit(folder)).toBeUndefined();
});

test("outside a repository there is none", () => {
  expect(headCommit(tempFolder())).toBeUndefined();
});
