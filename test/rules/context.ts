import { contextClaudeCodeListing } from "../../src/rules/context/claude-code-listing.ts";
import { contextCodexInstructions } from "../../src/rules/context/codex-instructions.ts";
import { contextCodexPluginSkill } from "../../src/rules/context/codex-plugin-skill.ts";
import { contextCopilotAgent } from "../../src/rules/context/copilot-agent.ts";
import { contextImportCircular } from "../../src/rules/context/import-circular.ts";
import { contextImportMissing } from "../../src/rules/context/import-missing.ts";
import { contextShadowedAgentsMd } from "../../src/rules/context/shadowed-agents-md.ts";
import { contextWindsurfRule } from "../../src/rules/context/windsurf-rule.ts";
import { casesOf } from "../support/rule-cases.ts";
export const contextShadowedAgentsMdCases = casesOf(contextShadowedAgentsMd, [
  {
    because: "CLAUDE.md beside it says something else",
    files: { "CLAUDE.md": "# Style\n", "AGENTS.md": "# Rules\n" },
    reports: ["AGENTS.md Claude Code does not read this file: CLAUDE.md is there, and does not mention AGENTS.md."],
  },
  { because: "CLAUDE.md speaks of it", files: { "CLAUDE.md": "See AGENTS.md first.\n", "AGENTS.md": "# Rules\n" } },
  { because: "both have the same text", files: { "CLAUDE.md": "# Rules\n\n", "AGENTS.md": "\n# Rules\n" } },
  { because: "it is empty", files: { "CLAUDE.md": "# Style\n", "AGENTS.md": " \n" } },
  {
    because: "a long text that also mentions CLAUDE.md",
    files: { "CLAUDE.md": "# Style\n", "AGENTS.md": `CLAUDE.md is short. ${"Test all. ".repeat(30)}\n` },
    reports: ["AGENTS.md Claude Code does not read this file: CLAUDE.md is there, and does not mention AGENTS.md."],
  },
  {
    because: "one of two files of Claude Code's speaks of it",
    files: { "CLAUDE.md": "# Style\n", "api/CLAUDE.md": "See AGENTS.md.\n", "api/AGENTS.md": "# Rules\n" },
  },
]);

export const contextImportMissingCases = casesOf(contextImportMissing, [
  {
    because: "data and scripts of a folder that is there",
    files: { "CLAUDE.md": "@docs/none.json\n\n@docs/none.sh\n", "docs/guide.md": "# Guide\n" },
    reports: [
      'CLAUDE.md:1:1 The import "docs/none.json" is not there.',
      'CLAUDE.md:3:1 The import "docs/none.sh" is not there.',
    ],
  },
  { because: "a file of a package", files: { "CLAUDE.md": "Extends @tsconfig/node20/tsconfig.json.\n" } },
]);

const SCHEMA = '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "p" }\n';
const long = (bytes: number) => `---\nname: a\ndescription: Ships.\n---\n# A\n${"x".repeat(bytes - 41)}\n`;

export const contextCodexPluginSkillCases = casesOf(contextCodexPluginSkill, [
  {
    because: "the manifest of a plugin in a folder",
    files: { "p/skills/a/SKILL.md": long(8010), "p/plugin.json": SCHEMA },
    reports: [
      'p/skills/a/SKILL.md:6:7961 Codex reads 8,000 of the 8,010 bytes of this plugin\'s skill: the last 10 bytes are lost, and the section "A" ends in the middle.',
    ],
  },
  {
    because: "exactly as long as it may be",
    files: { "p/skills/a/SKILL.md": long(8000), "p/plugin.json": SCHEMA },
  },
  {
    because: "one byte longer than it may be, in one plugin of two",
    files: { "p/skills/a/SKILL.md": long(8001), "p/plugin.json": SCHEMA, "q/plugin.json": SCHEMA },
    reports: [
      'p/skills/a/SKILL.md:6:7961 Codex reads 8,000 of the 8,001 bytes of this plugin\'s skill: the last byte is lost, and the section "A" ends in the middle.',
    ],
  },
  { because: "a skill beside the plugin", files: { "skills/a/SKILL.md": long(9000), "p/plugin.json": SCHEMA } },
  {
    because: "a manifest elsewhere than at the plugin's root",
    files: { "p/skills/a/SKILL.md": long(9000), "p/.claude-plugin/plugin.json": SCHEMA },
  },
]);

export const contextCodexInstructionsCases = casesOf(contextCodexInstructions, [
  {
    because: "a chain that is exactly as long as it may be",
    files: { "AGENTS.md": `# A\n${"x".repeat(32763)}\n` },
  },
  {
    because: "one file alone",
    files: { "web/AGENTS.md": `# A\n${"x".repeat(32800)}\n` },
    reports: [
      '2:32765 Codex reads 32,768 of the 32,805 bytes of this file: the last 37 bytes are lost, and the section "A" ends in the middle.',
    ],
  },
  { because: "a file that Codex does not read", files: { "CLAUDE.md": `# A\n${"x".repeat(40000)}\n` } },
  { because: "a template of another repository", files: { "templates/AGENTS.md": `# A\n${"x".repeat(40000)}\n` } },
]);

const prompt = (path: string, length: number) => ({ [path]: `---\ndescription: A.\n---\n${"x".repeat(length)}` });
export const contextCopilotAgentCases = casesOf(contextCopilotAgent, [
  { because: "exactly as long as it may be", files: prompt(".github/agents/a.agent.md", 30000) },
  { because: "another client has no such limit", files: prompt(".claude/agents/a.md", 30001) },
  {
    because: "one character longer",
    files: prompt(".github/agents/a.agent.md", 30001),
    reports: ["4:1 The prompt has 30,001 of 30,000 characters."],
  },
]);
export const contextWindsurfRuleCases = casesOf(contextWindsurfRule, [
  { because: "exactly as long as it may be", files: { ".windsurf/rules/a.md": "x".repeat(12000) } },
  { because: "long in units, not in characters", files: { ".windsurf/rules/a.md": "😀".repeat(12000) } },
  { because: "another client has no such limit", files: { ".claude/rules/a.md": "x".repeat(12001) } },
  {
    because: "one character longer",
    files: { ".windsurf/rules/a.md": "x".repeat(12001) },
    reports: ["The rule has 12,001 of 12,000 characters."],
  },
]);
export const contextImportCircularCases = casesOf(contextImportCircular, [
  {
    because: "a file that imports itself",
    files: { "CLAUDE.md": "@CLAUDE.md\n" },
    reports: ["1:1 CLAUDE.md imports itself."],
  },
]);

/** Twenty skills of 1,505 characters each: 36,308 with Claude Code's own 6,208. */
const twenty = (folder: string) =>
  Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => index + 10).map((number) => [
      `${folder}.claude/skills/skill${number}/SKILL.md`,
      `---\nname: skill${number}\ndescription: ${"x".repeat(1493)}\n---\n`,
    ]),
  );
export const contextClaudeCodeListingCases = casesOf(contextClaudeCodeListing, [
  {
    because: "too many in one folder, and in one below it: said once",
    files: { ...twenty("web/"), ...twenty("web/shop/") },
    reports: [
      `The 20 skills of "web" and the folders above it and Claude Code's own have 36,308 of the 30,000 characters that Claude Code's list has for all skills; the longest are skill10 (1,505), skill11 (1,505), skill12 (1,505).`,
    ],
  },
  {
    because: "as many in two folders beside each other, and in templates",
    files: { ...twenty("web/"), ...twenty("api/"), ...twenty("templates/app/"), ...twenty("templates/more/") },
    options: { "max-characters": 60_000 },
  },
]);
