import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cloneRepository, createRepository } from "../../support/git.ts";

test("a repository starts on main with one commit of its files", () => {
  const { folder, git } = createRepository({ "a/b.md": "text\n" });
  expect(git("branch", "--show-current")).toBe("main");
  expect(git("ls-files")).toBe("a/b.md");
  expect(readFileSync(join(folder, "a/b.md"), "utf8")).toBe("text\n");
});

test("a commit writes and removes files", () => {
  const { folder, git, commit } = createRepository({ "old.md": "1" });
  const id = commit({ "old.md": null, "new.md": "2" }, "Move");
  expect(git("show", "--name-status", "--no-renames", "--format=%H %s", "HEAD")).toBe(
    `${id} Move\n\nA\tnew.md\nD\told.md`,
  );
  expect(existsSync(join(folder, "old.md"))).toBe(false);
});

test("the same history has the same ids, wherever it is made", () => {
  const [one, other] = [createRepository({ "a.md": "1" }), createRepository({ "a.md": "1" })];
  expect(one.commit({ "a.md": "2" })).toBe(other.commit({ "a.md": "2" }));
});

test("a branch leaves from the commit that it is told", () => {
  const { git, commit, branch } = createRepository();
  const first = git("rev-parse", "HEAD");
  commit({ "later.md": "" });
  branch("topic", first);
  expect(git("rev-parse", "topic", "main^")).toBe(`${first}\n${first}`);
});

test("a shallow clone has no more commits than its depth", () => {
  const origin = createRepository();
  origin.commit({ "a.md": "1" });
  origin.commit({ "a.md": "2" });
  const clone = cloneRepository(origin, { depth: 2, branch: "main" });
  expect(clone.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("true");
  expect(cloneRepository(origin).git("rev-list", "--count", "HEAD")).toBe("3");
});

test("what git refuses is thrown in its own words", () => {
  expect(() => createRepository().git("checkout", "nowhere")).toThrow("pathspec 'nowhere'");
});
