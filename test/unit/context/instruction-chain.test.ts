import { describe, expect, test } from "vitest";
import { instructionChain } from "../../../src/context/instruction-chain.ts";
import type { Reader } from "../../../src/context/instruction-files.ts";
import type { ExampleFiles } from "../../../src/model/rule.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

async function paths(files: ExampleFiles, client: Reader, folder: string): Promise<readonly string[]> {
  return instructionChain(await inventoryOf(files), client, folder).parts.map(({ path }) => path);
}

const EVERYTHING = {
  "AGENTS.md": "root\n",
  "CLAUDE.md": "root\n",
  "GEMINI.md": "root\n",
  ".claude/CLAUDE.md": "dot\n",
  ".github/copilot-instructions.md": "always\n",
  "api/AGENTS.md": "api\n",
  "api/AGENTS.override.md": "mine\n",
  "api/CLAUDE.md": "api\n",
  "api/CLAUDE.local.md": "mine\n",
  "api/GEMINI.md": "api\n",
  "web/AGENTS.md": "web\n",
};

/** The sources of these orders are in src/clients. */
describe("a client's order of the same files, at work in api/v1", () => {
  test.each<[client: Reader, order: readonly string[]]>([
    ["codex", ["AGENTS.md", "api/AGENTS.override.md"]],
    ["claude-code", ["CLAUDE.md", ".claude/CLAUDE.md", "api/CLAUDE.md", "api/CLAUDE.local.md"]],
    ["copilot", [".github/copilot-instructions.md", "api/AGENTS.md", "CLAUDE.md", "GEMINI.md"]],
    ["cursor", ["AGENTS.md", "api/AGENTS.md"]],
    ["gemini-cli", ["GEMINI.md", "api/GEMINI.md"]],
  ])("%s", async (client, order) => {
    expect(await paths(EVERYTHING, client, "api/v1")).toEqual(order);
  });
});

describe("Claude Code and AGENTS.md (since 2.1.277)", () => {
  test("reads it where no CLAUDE.md lies on the way", async () => {
    expect(await paths({ "AGENTS.md": "a\n", "api/AGENTS.md": "b\n" }, "claude-code", "api")).toEqual([
      "AGENTS.md",
      "api/AGENTS.md",
    ]);
  });
  test.each(["CLAUDE.md", ".claude/CLAUDE.md", "api/CLAUDE.local.md"])("leaves it where %s does", async (path) => {
    expect(await paths({ "AGENTS.md": "a\n", [path]: "b\n" }, "claude-code", "api")).toEqual([path]);
  });
  test("a CLAUDE.md in another folder does not count", async () => {
    expect(await paths({ "AGENTS.md": "a\n", "web/CLAUDE.md": "b\n" }, "claude-code", "api")).toEqual(["AGENTS.md"]);
  });
  test("reads it once where CLAUDE.md is a symbolic link to it", async () => {
    expect(await paths({ "AGENTS.md": "a\n", "CLAUDE.md": { link: "AGENTS.md" } }, "claude-code", "")).toEqual([
      "AGENTS.md",
    ]);
  });
});

const ladder = (first: string): ExampleFiles =>
  Object.fromEntries([
    [first, "@1.md\n"],
    ...Array.from({ length: 7 }, (_, index) => [`${index + 1}.md`, `@${index + 2}.md\n`] as const),
  ]);

describe("imports", () => {
  test("stand behind the file that imports them, each once", async () => {
    const files = {
      "CLAUDE.md": "@docs/a.md\n@docs/b.md\n",
      "docs/a.md": "@b.md\n",
      "docs/b.md": "@../CLAUDE.md\n",
    };
    const { parts } = instructionChain(await inventoryOf(files), "claude-code", "");
    expect(parts.map(({ path, importedBy }) => [path, importedBy])).toEqual([
      ["CLAUDE.md", undefined],
      ["docs/a.md", "CLAUDE.md"],
      ["docs/b.md", "docs/a.md"],
    ]);
  });
  // Gemini CLI takes a digit for no path: the ladder's rungs need a letter there.
  const lettered = Object.fromEntries(
    Object.entries(ladder("GEMINI.md")).map(([path, text]) => [
      path.replace(/^\d/, "r$&"),
      typeof text === "string" ? text.replace(/@/, "@r") : text,
    ]),
  );
  test("Claude Code goes four hops", async () => {
    expect(await paths(ladder("CLAUDE.md"), "claude-code", "")).toEqual(["CLAUDE.md", "1.md", "2.md", "3.md", "4.md"]);
  });
  test("Gemini CLI goes five", async () => {
    expect((await paths(lettered, "gemini-cli", "")).at(-1)).toBe("r5.md");
  });
  test("other clients follow none", async () => {
    expect(await paths({ "AGENTS.md": "@a.md\n", "a.md": "a\n" }, "codex", "")).toEqual(["AGENTS.md"]);
  });
  test("a file that imports a thousand times does not run away", async () => {
    const files = Object.fromEntries(
      ["CLAUDE", "a", "b", "c"].map((name) => [`${name}.md`, "@a.md\n@b.md\n@c.md\n@CLAUDE.md\n".repeat(1000)]),
    );
    expect(await paths(files, "claude-code", "")).toEqual(["CLAUDE.md", "a.md", "b.md", "c.md"]);
  });
});

describe("Gemini CLI reads the file names that its settings give", () => {
  test.each([
    ['{"context":{"fileName":"AGENTS.md"}}', ["AGENTS.md"]],
    ['{"context":{"fileName":["AGENTS.md","GEMINI.md"]}}', ["AGENTS.md", "GEMINI.md"]],
    ["{}", ["GEMINI.md"]],
  ])("%s", async (settings, order) => {
    const files = { ".gemini/settings.json": settings, "AGENTS.md": "a\n", "GEMINI.md": "b\n" };
    expect(await paths(files, "gemini-cli", "")).toEqual(order);
  });
});

const chain = async (files: ExampleFiles) => {
  const { parts, bytes, limit } = instructionChain(await inventoryOf(files), "codex", "a/b");
  return { bytes, limit, read: parts.map(({ path, read }) => [path, read]) };
};

describe("Codex reads 32,768 bytes of the whole chain, the root's first (agents_md.rs)", () => {
  test("the nearest file is cut first, and one behind it is not read at all", async () => {
    // 30,000 + 2,000 leave 768 of the third file's 1,000.
    const files = {
      "AGENTS.md": "x".repeat(30_000),
      "a/AGENTS.md": "x".repeat(2000),
      "a/b/AGENTS.md": "x".repeat(1000),
    };
    expect(await chain(files)).toEqual({
      bytes: 33_000,
      limit: 32_768,
      read: [
        ["AGENTS.md", 30_000],
        ["a/AGENTS.md", 2000],
        ["a/b/AGENTS.md", 768],
      ],
    });
    expect((await chain({ ...files, "a/AGENTS.md": "x".repeat(4000) })).read).toEqual([
      ["AGENTS.md", 30_000],
      ["a/AGENTS.md", 2768],
      ["a/b/AGENTS.md", 0],
    ]);
  });
  test("bytes count, not characters", async () => {
    expect((await chain({ "AGENTS.md": "ü".repeat(16_385) })).read).toEqual([["AGENTS.md", 32_768]]);
  });
  test("a file of white space takes nothing, and hides the file it stands for", async () => {
    expect((await chain({ "AGENTS.override.md": " \n", "AGENTS.md": "a\n", "a/AGENTS.md": "b\n" })).read).toEqual([
      ["a/AGENTS.md", 2],
    ]);
  });
  test("the repository's own settings move the limit and add names", async () => {
    const files = {
      ".codex/config.toml": 'project_doc_max_bytes = 10\nproject_doc_fallback_filenames = ["TEAM.md"]\n',
      "AGENTS.md": "x".repeat(6),
      "a/TEAM.md": "x".repeat(6),
    };
    expect(await chain(files)).toEqual({
      bytes: 12,
      limit: 10,
      read: [
        ["AGENTS.md", 6],
        ["a/TEAM.md", 4],
      ],
    });
  });
});
