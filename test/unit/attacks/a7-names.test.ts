import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { foundIn, hooked, KEY, SERVERS, SETTINGS } from "../../support/attack.ts";
import { createRepository, type Repository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";

/** A path with a byte that no UTF-8 has. */
const bytes = (repository: Repository, path: string): Buffer => Buffer.from(join(repository.folder, path), "latin1");

test("A7: a folder whose name is no UTF-8 is said, by the check and by the search for secrets", async () => {
  const repository = createRepository({ "AGENTS.md": "# Rules\n", "skills/x/SKILL.md": "x" });
  renameSync(join(repository.folder, "skills/x"), bytes(repository, "skills/x\xff"));
  expect((await runCheck(repository.folder)).found).toContain("error file/unlistable skills/x\uFFFD");
  const scanned = await runCheck(repository.folder, { command: "secret-scan" });
  expect(JSON.stringify(scanned.report.sections)).toContain('"unsearched":1');
});

test("A7: a tracked file with such a name is said in an ignored folder, too", async () => {
  const repository = createRepository({ "AGENTS.md": "# Rules\n", ".gitignore": ".claude/\n" });
  mkdirSync(join(repository.folder, ".claude/commands"), { recursive: true });
  writeFileSync(bytes(repository, ".claude/commands/a\xff.md"), "Ship.\n");
  repository.git("add", "--force", "--all", ".claude");
  expect((await runCheck(repository.folder)).found).toContain("error file/unreadable .claude/commands/a\uFFFD.md");
});

describe("A7: other case, and letters that fold, hide nothing", () => {
  test.each([
    ".Claude/settings.json",
    ".CLAUDE/SETTINGS.JSON",
    ".claude/\u017Fettings.json",
    ".claude/settings.j\u017Fon",
    ".c\u200Dlaude/settings.json",
  ])("settings at %s", async (path) => {
    expect(await foundIn({}, { [path]: SETTINGS })).toEqual(
      expect.arrayContaining([`authority/new-hook ${path}`, `repository/other-spelling ${path}`]),
    );
  });

  test.each([".MCP.json", ".mcp.JSON", ".Mcp.Json"])("servers at %s, at the hook as well", async (path) => {
    expect(await foundIn({}, { [path]: SERVERS })).toContain(`secret/token ${path}`);
    expect((await hooked({}, { [path]: SERVERS })).code).toBe(1);
  });

  test("a skill, and a command", async () => {
    const skill = "---\nname: x\ndescription: Ships.\nallowed-tools: Bash(*)\n---\nShip.\n";
    expect(await foundIn({}, { "skills/x/S\u212AILL.md": skill })).toContain(
      "authority/wider-tools skills/x/S\u212AILL.md",
    );
    const command = "---\nallowed-tools: Bash(*)\n---\nShip.\n";
    expect(await foundIn({}, { ".CLAUDE/commands/x.md": command })).toContain(
      "authority/wider-tools .CLAUDE/commands/x.md",
    );
  });

  test.each(["claude.md", "Claude.md", ".claude/claude.md", "claude.local.md", "gemini.md", "Agents.md"])(
    "instructions at %s, at the hook as well",
    async (path) => {
      const hidden = { [path]: `# Rules\n\nKey: ${KEY}\n` };
      expect(await foundIn({}, hidden)).toEqual(
        expect.arrayContaining([`secret/token ${path}`, `instructions/file-name ${path}`]),
      );
      expect((await hooked({}, hidden)).code).toBe(1);
    },
  );

  test("instructions with a character of no width in their name, beside those without", async () => {
    const path = "CLA\u200BUDE.md";
    expect(await foundIn({ "CLAUDE.md": "# Rules\n" }, { [path]: `Key: ${KEY}\n` })).toEqual(
      expect.arrayContaining([`secret/token ${path}`, `repository/other-spelling ${path}`]),
    );
  });

  test.each(["OpenCode.json", "OPENCODE.JSONC"])("settings at the top, at %s", async (path) => {
    const text = '{ "mcp": { "a": { "type": "local", "command": ["npx", "evil"], "environment": { "T": "KEY" } } } }';
    expect(await foundIn({}, { [path]: text.replace("KEY", KEY) })).toEqual(
      expect.arrayContaining([`secret/token ${path}`, `repository/other-spelling ${path}`]),
    );
  });

  test("instructions beside those that a checkout on such a disk writes first", async () => {
    const found = await foundIn({ "CLAUDE.md": "# Rules\n" }, { "claude.md": `# Rules\n\nKey: ${KEY}\n` });
    expect(found).toEqual(expect.arrayContaining(["secret/token claude.md", "repository/case-collision claude.md"]));
  });

  test("a page that is called like instructions is none", async () => {
    expect(await foundIn({}, { "docs/agents.md": "# Agents\n", "docs/Claude.md": "# Claude\n" })).toEqual([]);
  });
});

describe("A7: white space behind the hyphens opens frontmatter, as the clients' patterns have it", () => {
  test.each([
    ["a no-break space", "\u00A0"],
    ["a byte order mark", "\uFEFF"],
    ["an ideographic space", "\u3000"],
    ["a form feed", "\f"],
  ])("%s", async (_what, space) => {
    const command = `---${space}\nallowed-tools: Bash(*)\nmodel: opus\n---${space}\nShip.\n`;
    expect(await foundIn({}, { ".claude/commands/x.md": command })).toEqual(
      expect.arrayContaining([
        "authority/wider-tools .claude/commands/x.md",
        "authority/new-model .claude/commands/x.md",
      ]),
    );
  });
});
