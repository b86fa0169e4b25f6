import { expect, test } from "vitest";
import { importProblems } from "../../../src/context/imports/import-problems.ts";
import { isMaterial, workingFolders } from "../../../src/context/tree.ts";
import type { Repository } from "../../../src/model/rule.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

test("people work in the folders of listed files, not in those of clients", async () => {
  const repository = await inventoryOf({
    ".claude/skills/git/SKILL.md": "---\nname: git\n---\n",
    "api/v1/AGENTS.md": "a\n",
    "web/src/index.ts": "",
  });
  expect(workingFolders(repository)).toEqual(["", "api", "api/v1", "web", "web/src"]);
});

test.each([
  ["skills/git/assets/AGENTS.md", true],
  ["templates/service/CLAUDE.md", true],
  ["{{cookiecutter.name}}/CLAUDE.md", true],
  ["api/CLAUDE.md", false],
  ["contemplates/CLAUDE.md", false],
])("whether %s is material for other repositories: %s", async (path, material) => {
  const repository = await inventoryOf({ "skills/git/SKILL.md": "---\nname: git\n---\n", [path]: "@docs/none.md\n" });
  expect(isMaterial(repository, path)).toBe(material);
  expect([...importProblems(repository, "missing")]).toHaveLength(material ? 0 : 1);
});

test("an import of a file that git ignores is not called missing", async () => {
  const listed = await inventoryOf({ "CLAUDE.md": "@docs/mine.md\n" });
  const entry: Repository["entry"] = (path) =>
    path === "docs/mine.md" ? { path, type: "file", size: 1, executable: false } : listed.entry(path);
  expect([...importProblems({ ...listed, entry }, "missing")]).toEqual([]);
  expect([...importProblems(listed, "missing")]).toHaveLength(1);
});
