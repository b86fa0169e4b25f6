import { describe, expect, test } from "vitest";
import { branchWith, hooked, judged, KEY, SERVERS, SETTINGS } from "../../support/attack.ts";
import type { FileChanges } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";

const json = (value: unknown): string => JSON.stringify(value);
const SECRET = `STRIPE_KEY = ${KEY}\n`;
const WHY = "Nothing in this file changed, but agents read it only since this change.";
const HOOKS = SETTINGS.replace("PreToolUse", "PreTolUse");

/** Files that nobody read, with what has agents read them, and what is found there. */
const CASES: readonly (readonly [what: string, base: FileChanges, change: FileChanges, found: string])[] = [
  [
    "an import",
    { "docs/x.md": SECRET, "CLAUDE.md": "# A\n" },
    { "CLAUDE.md": "@docs/x.md\n" },
    "secret/token docs/x.md",
  ],
  [
    "an import in what is imported",
    { "docs/x.cfg": SECRET, "CLAUDE.md": "@docs/a.md\n", "docs/a.md": "# A\n" },
    { "docs/a.md": "@x.cfg\n" },
    "secret/token docs/x.cfg",
  ],
  [
    "the program of a hook",
    { "tools/x.sh": SECRET },
    { ".claude/settings.json": json({ hooks: { Stop: [{ hooks: [{ type: "command", command: "tools/x.sh" }] }] } }) },
    "secret/token tools/x.sh",
  ],
  [
    "servers that a manifest names",
    { "cfg/s.json": SERVERS, ".claude-plugin/plugin.json": json({ name: "p" }) },
    { ".claude-plugin/plugin.json": json({ name: "p", mcpServers: "./cfg/s.json" }) },
    "secret/token cfg/s.json",
  ],
  [
    "hooks that a manifest names",
    { "cfg/h.json": HOOKS, ".claude-plugin/plugin.json": json({ name: "p" }) },
    { ".claude-plugin/plugin.json": json({ name: "p", hooks: "./cfg/h.json" }) },
    "hooks/lost-guard cfg/h.json",
  ],
  [
    "the folder of a plugin, by its manifest",
    { "tool/commands/ship.md": `---\ndescription: Ships.\n---\n${SECRET}` },
    { "tool/.claude-plugin/plugin.json": json({ name: "p" }) },
    "secret/token tool/commands/ship.md",
  ],
  [
    "a skill, by the file that makes a folder one",
    { "skills/a/b.md": SECRET },
    { "skills/a/SKILL.md": "---\nname: a\ndescription: Ships. Use it to ship.\n---\nShip.\n" },
    "secret/token skills/a/b.md",
  ],
  ["a link", { "cfg/s.json": SERVERS }, { ".mcp.json": { link: "cfg/s.json" } }, "secret/token .mcp.json"],
  [
    "a role beside the one that it has",
    { "cfg/h.json": HOOKS, ".claude-plugin/plugin.json": json({ name: "p", mcpServers: "./cfg/h.json" }) },
    { ".claude-plugin/plugin.json": json({ name: "p", hooks: "./cfg/h.json" }) },
    "hooks/lost-guard cfg/h.json",
  ],
];

describe("A5: a change answers for what it has agents read, though it does not touch that", () => {
  test.each(CASES)("%s", async (_what, base, change, found) => {
    const { report } = await judged(branchWith(base, change));
    const [rule, path] = found.split(" ");
    const told = report.diagnostics.filter((one) => one.rule === rule && one.path === path);
    expect(told).not.toEqual([]);
    // Before a commit a skill is judged with what it changes itself.
    if (!path?.startsWith("skills/")) expect((await hooked(base, change)).out).toContain(rule);
    if (!path?.startsWith(".mcp")) expect(told[0]?.message).toContain(WHY);
  });

  test("and not for what they read before, nor for what is excused", async () => {
    const base = { "docs/x.md": SECRET, "CLAUDE.md": "# A\n\n@docs/x.md\n", "AGENTS.md": "# A\n" };
    const more = await judged(branchWith(base, { "CLAUDE.md": "# A\n\n@docs/x.md and more\n" }));
    expect(more.report.diagnostics).toEqual([]);
    const excused = "suppress: [{ rule: secret/token, path: docs/x.md, reason: revoked }]\n";
    const named = { "docs/x.md": SECRET, "CLAUDE.md": "# A\n", "agent-ci.yaml": excused };
    const { report } = await judged(branchWith(named, { "CLAUDE.md": "@docs/x.md\n" }));
    expect(report.diagnostics).toEqual([]);
  });

  test("without a word of that where all is told", async () => {
    const { folder } = branchWith({ "docs/x.md": SECRET, "CLAUDE.md": "# A\n" }, { "CLAUDE.md": "@docs/x.md\n" });
    const { report } = await runCheck(folder, { command: "check" });
    expect(report.diagnostics.map(({ message }) => message.includes(WHY))).toEqual([false]);
  });
});
