import { describe, expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";
import { relevance } from "../../../src/inventory/places/relevance.ts";

const REPOSITORY = [
  "AGENTS.md",
  ".claude/settings.json",
  "docs/guide.md",
  "plugins/p/.claude-plugin/plugin.json",
  "plugins/p/bin/run.sh",
  "skills/review-pr/SKILL.md",
  "skills/review-pr/scripts/run.py",
  "src/main.ts",
];
const matters = (path: string, { gone = false, mode = false, paths = REPOSITORY, prefix = "" } = {}): boolean =>
  relevance(paths, prefix)({ path, gone, mode });

describe("a commit of it matters:", () => {
  test.each([
    "AGENTS.md",
    "src/CLAUDE.md",
    "skills/new/SKILL.md",
    "skills/review-pr/scripts/run.py",
    "plugins/p/bin/run.sh",
    ".claude/hooks/check.sh",
    ".github/copilot-instructions.md",
    "agent-ci.yaml",
    "environments/ci/budget-limits.yaml",
    "docs/imported.md",
    ".env.production",
    "package.json",
    "tools/Makefile",
    ".gitmodules",
    ".gitattributes",
    "agent-usage.yaml",
    ".agent-ci/prices.lock.json",
  ])("%s", (path) => {
    expect(matters(path)).toBe(true);
  });

  test("whatever goes away, for something may name it", () => {
    expect(matters("src/main.ts", { gone: true })).toBe(true);
  });

  test("what becomes executable, or is it no longer", () => {
    expect(matters("scripts/hook.sh", { mode: true })).toBe(true);
  });

  test("what its place in the repository makes configuration", () => {
    expect(matters("agents/a.md", { prefix: ".claude/", paths: ["agents/a.md"] })).toBe(true);
  });
});

describe("a commit of it does not matter:", () => {
  test.each([
    "src/main.ts",
    "skills.ts",
    "yarn.lock",
    "src/active/a.ts",
    ".env.example",
    ".github/workflows/ci.yml",
    ".vscode/settings.json",
  ])("%s", (path) => {
    expect(matters(path)).toBe(false);
  });

  test("any text or removal where there is no agent configuration", () => {
    const paths = ["README.md", "src/main.ts"];
    expect(matters("README.md", { paths })).toBe(false);
    expect(matters("src/old.ts", { paths, gone: true })).toBe(false);
  });
});

test("what has no place in a repository matters by its name", () => {
  const refused = rules
    .filter(({ id }) => id.startsWith("hygiene/") && !/branch|ignored|large/u.test(id))
    .flatMap(({ examples }) => examples)
    .flatMap(({ files, reports = [] }) =>
      Object.keys(files).filter((path) =>
        reports.some((one) => one.startsWith(`${path} `) || reports.length === Object.keys(files).length),
      ),
    );
  expect(refused.length).toBeGreaterThan(5);
  expect(refused.filter((path) => !matters(path))).toEqual([]);
});
