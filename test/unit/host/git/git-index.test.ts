import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { trackedFiles } from "../../../../src/host/git/git-index.ts";
import { createRepository, type Repository } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const FILES = {
  "a.md": "",
  "skills/review-pr/SKILL.md": "",
  "skills/review-pr/references/ä ö.md": "",
  [`long/${"x".repeat(200)}/${"y".repeat(200)}.md`]: "",
  "z.md": "",
};
const listed = ({ git }: Repository): readonly string[] => git("ls-files", "-z").split("\0").filter(Boolean);

describe("git and we read the same of an index", () => {
  test.each(["2", "3", "4"])("of version %s", (version) => {
    const repository = createRepository(FILES);
    symlinkSync("a.md", join(repository.folder, "link.md"));
    writeFileSync(join(repository.folder, "intended.md"), "");
    repository.git("add", "link.md");
    if (version !== "2") repository.git("add", "--intent-to-add", "intended.md"); // only later versions have room for that
    repository.git("update-index", "--index-version", version);
    expect(trackedFiles(repository.folder)).toEqual(listed(repository));
  });

  test("of a repository with longer names of objects", () => {
    const repository = createRepository();
    const folder = tempFolder(FILES);
    const git = (...args: readonly string[]) => repository.git("-C", folder, ...args);
    git("init", "-q", "--object-format=sha256");
    git("add", ".");
    expect(trackedFiles(folder)).toEqual(listed({ ...repository, git }));
  });

  test("F11: that is split, with names that it shares, replaces and adds", () => {
    const repository = createRepository(FILES);
    repository.git("update-index", "--split-index");
    writeFileSync(join(repository.folder, "a.md"), "other\n");
    writeFileSync(join(repository.folder, "new.md"), "");
    repository.git("add", "a.md", "new.md");
    expect(readFileSync(join(repository.folder, ".git/index")).includes("skills/review-pr")).toBe(false);
    expect([...new Set(trackedFiles(repository.folder))].toSorted()).toEqual(listed(repository).toSorted());
  });

  test("of a linked working tree", () => {
    const repository = createRepository(FILES);
    const linked = join(tempFolder(), "linked");
    repository.git("worktree", "add", "-q", linked);
    expect(trackedFiles(linked)).toEqual(listed(repository));
  });
});

test("a submodule is no file", () => {
  const repository = createRepository({ "a.md": "" });
  repository.git("update-index", "--add", "--cacheinfo", `160000,${repository.git("rev-parse", "HEAD")},mod`);
  expect(trackedFiles(repository.folder)).toEqual(["a.md"]);
});

describe("an index that cannot be read is none", () => {
  test.each([0, 3, 11, 40, 80])("cut after %d bytes", (length) => {
    const { folder } = createRepository(FILES);
    const index = join(folder, ".git/index");
    writeFileSync(index, readFileSync(index).subarray(0, length));
    expect(trackedFiles(folder)).toBeUndefined();
  });
  test("because there is none", () => {
    const folder = tempFolder();
    mkdirSync(join(folder, ".git"));
    expect(trackedFiles(folder)).toBeUndefined();
    expect(trackedFiles(tempFolder({ ".git": "gitdir: nowhere" }))).toBeUndefined();
  });
});
