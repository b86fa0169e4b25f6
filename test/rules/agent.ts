import { agentBypassPermissions } from "../../src/rules/agent/bypass-permissions.ts";
import { agentCodexFields } from "../../src/rules/agent/codex-fields.ts";
import { agentCopilotDescription } from "../../src/rules/agent/copilot-description.ts";
import { agentDescriptionRequired } from "../../src/rules/agent/description-required.ts";
import { agentFieldTypes } from "../../src/rules/agent/field-types.ts";
import { agentFieldValues } from "../../src/rules/agent/field-values.ts";
import { agentFrontmatter } from "../../src/rules/agent/frontmatter.ts";
import { agentMisspeltField } from "../../src/rules/agent/misspelt-field.ts";
import { agentModel } from "../../src/rules/agent/model.ts";
import { agentNameRequired } from "../../src/rules/agent/name-required.ts";
import { agentSkillMissing } from "../../src/rules/agent/skill-missing.ts";
import { agentToolsConflict } from "../../src/rules/agent/tools-conflict.ts";
import { agentUnknownTool } from "../../src/rules/agent/unknown-tool.ts";
import { casesOf } from "../support/rule-cases.ts";

const text = (...fields: readonly string[]) => `---\nname: a\ndescription: Looks.\n${fields.join("\n")}\n---\nLook.\n`;
const claude = (...fields: readonly string[]) => ({ ".claude/agents/a.md": text(...fields) });
const cursor = (...fields: readonly string[]) => ({ ".cursor/agents/a.md": text(...fields) });
const PLUGIN = { "p/.claude-plugin/plugin.json": '{ "name": "p" }\n' };

export const agentBypassPermissionsCases = casesOf(agentBypassPermissions, [
  { because: "another client has no such field", files: cursor("permissionMode: bypassPermissions") },
  {
    because: "Claude Code takes the field from no plugin",
    files: { "p/agents/a.md": text("permissionMode: bypassPermissions"), ...PLUGIN },
  },
]);

export const agentCodexFieldsCases = casesOf(agentCodexFields, [
  { because: "an agent of Kiro", files: { ".kiro/agents/a.json": '{ "prompt": "Look." }\n' } },
  {
    because: "roles of Codex's own settings name the files of their agents",
    files: {
      ".codex/agents/a.toml": 'developer_instructions = "Look."\n',
      ".codex/config.toml": '[agents.a]\nconfig_file = "agents/a.toml"\n',
    },
  },
  {
    because: "the settings name another file",
    files: {
      ".codex/agents/a.toml": 'developer_instructions = "Look."\n',
      ".codex/config.toml": '[agents.a]\nconfig_file = "agents/b.toml"\n',
    },
    reports: [
      ".codex/agents/a.toml:1:1 The agent has no description.",
      ".codex/agents/a.toml:1:1 The agent has no name.",
    ],
  },
  { because: "a file that cannot be read", files: { ".codex/agents/a.toml": "a = \n" } },
]);

export const agentCopilotDescriptionCases = casesOf(agentCopilotDescription, [
  { because: "an agent of another client", files: { ".cursor/agents/a.md": "---\nname: a\n---\nLook.\n" } },
  { because: "a chat mode", files: { ".github/chatmodes/a.chatmode.md": "---\nmodel: a\n---\nLook.\n" } },
  { because: "a frontmatter that cannot be read", files: { ".github/agents/a.agent.md": "---\na: [\n---\nLook.\n" } },
]);

const UNNAMED = "---\ndescription: Looks.\n---\nLook.\n";
const UNDESCRIBED = "---\nname: a\n---\nLook.\n";
export const agentDescriptionRequiredCases = casesOf(agentDescriptionRequired, [
  { because: "an agent of another client", files: { ".cursor/agents/a.md": UNDESCRIBED } },
  { because: "an agent of a plugin", files: { "p/agents/a.md": UNDESCRIBED, ...PLUGIN } },
  { because: "a text beside the agents", files: { ".claude/agents/notes.md": "---\ntitle: Notes\n---\nLook.\n" } },
  { because: "a text without a frontmatter", files: { ".claude/agents/notes.md": "Look.\n" } },
]);
export const agentNameRequiredCases = casesOf(agentNameRequired, [
  { because: "an agent of another client", files: { ".cursor/agents/a.md": UNNAMED } },
  { because: "an agent of a plugin", files: { "p/agents/a.md": UNNAMED, ...PLUGIN } },
  { because: "a text beside the agents", files: { ".claude/agents/notes.md": "---\ntitle: Notes\n---\nLook.\n" } },
]);

export const agentFieldTypesCases = casesOf(agentFieldTypes, [
  { because: "a field that is left empty", files: claude("maxTurns:", "tools:", "model:") },
]);
export const agentFieldValuesCases = casesOf(agentFieldValues, [
  { because: "another client has other values", files: cursor("effort: maximal") },
  {
    because: "a value that resembles no other",
    files: claude("memory: everywhere-and-always"),
    reports: ['4:9 Claude Code knows no memory "everywhere-and-always".'],
  },
]);
export const agentFrontmatterCases = casesOf(agentFrontmatter, [
  { because: "a file that is no text", files: { ".claude/agents/a.md": new Uint8Array([0xff, 0xfe, 0xff]) } },
]);
export const agentMisspeltFieldCases = casesOf(agentMisspeltField, [
  { because: "another client has other fields", files: cursor("tool: Read") },
  { because: "both spellings: the right one counts", files: claude("tool: Read", "tools: Read") },
]);

export const agentModelCases = casesOf(agentModel, [
  { because: "another client has other models", files: cursor("model: sonet") },
  { because: "the field is left empty", files: claude('model: ""') },
  { because: "a short name with its window", files: claude("model: opus[1m]") },
  {
    because: "brackets in the middle",
    files: claude("model: son[x]et"),
    reports: ['4:8 Claude Code knows no model "son[x]et".'],
  },
]);
export const agentSkillMissingCases = casesOf(agentSkillMissing, [
  { because: "another client preloads no skills", files: cursor("skills: deploy") },
]);
export const agentToolsConflictCases = casesOf(agentToolsConflict, [
  { because: "an agent of another client", files: cursor("tools: Read", "disallowedTools: Read") },
]);
export const agentUnknownToolCases = casesOf(agentUnknownTool, [
  { because: "another client has other tools", files: cursor("tools: codebase") },
  { because: "every tool", files: claude('tools: "*"') },
  { because: "a tool with what it may do", files: claude("tools: Bash(git log:*), Read") },
  {
    because: "a tool that resembles no other",
    files: claude("tools: codebase_search_everywhere"),
    reports: ['4:8 Claude Code has no tool "codebase_search_everywhere".'],
  },
]);
