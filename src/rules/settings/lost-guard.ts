import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { permissionFault } from "../../inventory/authority/permission-fault.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { unreadGeminiSettings } from "../../inventory/authority/unread-gemini-settings.ts";
import { unreadSettings } from "../../inventory/authority/unread-settings.ts";
import { stringsAt } from "../../inventory/texts/text-nodes.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { unreadGeminiSetting } from "../unread-gemini-setting.ts";
import { unreadSetting } from "../unread-setting.ts";

const IN_ITS_GROUP =
  "Write the setting by its present name, in the group that the message names. A key that is newer than this list belongs into the option `allowed`.";
const UNGUARDED = "What it forbids is not forbidden.";

export const settingsLostGuard = defineArtifactRule({
  id: "settings/lost-guard",
  on: ["settings"],
  severity: "off",
  severityFor: { "claude-code": "error", "gemini-cli": "error" },
  summary:
    "What `deny`, `ask` and the sandbox forbid, Claude Code forbids, and Gemini CLI leaves out what is excluded.",
  why: "Claude Code passes over a key that it does not know in its place: `deny` at the top forbids nothing. It skips a rule that it cannot read, and for files it asks rules of Edit and Read alone. A rule for `Write(./.env)` or `WebFetch(https://…)` looks like a guard and is none. Gemini CLI reads no setting by its former name (`excludeTools`), and neither client reads the way to one in one key (`permissions.deny`).",
  consequence: "Nothing stops what should be stopped, and the session begins without a word.",
  help: "Write the rule or the key as the message says; `claude doctor` names every rule that it skips. A key that is newer than this list belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.unreadSettings,
    claudeCodeSettings.skippedRules,
    claudeCodeSettings.unmatchedRules,
    claudeCodeSettings.unknownTools,
    claudeCodeSettings.toolGlobs,
    geminiCliFacts.settingsFormer,
  ],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ data, dialect, source }, { allowed }) {
    if (dialect === "gemini-cli")
      for (const setting of unreadGeminiSettings(data)) {
        if (!setting.guards || allowed.includes(setting.entry.key)) continue;
        const finding = unreadGeminiSetting(setting);
        yield { ...finding, message: `${finding.message} ${UNGUARDED}`, client: "gemini-cli", help: IN_ITS_GROUP };
      }
    if (dialect !== "claude-code") return;
    for (const setting of unreadSettings(data)) {
      if (!setting.guards || allowed.includes(setting.entry.key)) continue;
      const finding = unreadSetting(setting, source);
      yield { ...finding, message: `${finding.message} ${UNGUARDED}`, client: "claude-code" };
    }
    for (const list of ["ask", "deny"] as const) {
      const rules = stringsAt(valueAt(data, "permissions"), list);
      const all = new Set(rules.map(({ value }) => value));
      for (const { value, range } of rules) {
        const fault = allowed.includes(value) ? undefined : permissionFault(value, list, all);
        if (fault === undefined) continue;
        yield { message: `"${value}" ${fault}${fault.endsWith("?") ? "" : "."}`, at: range, client: "claude-code" };
      }
    }
  },

  examples: [
    {
      because: "rules that hold, a glob over tools, and a tool that nobody knows yet",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "ask": ["mcp__*"], "deny": ["Edit(./.env)", "Read(./.env)", "Bash(rm:*)", "WebFetch(domain:a.example)", "mcp__github__delete_repo", "Teleport(home)"] } }',
      },
    },
    {
      because: "a letter too many: what should be forbidden is not",
      files: { ".claude/settings.json": '{ "permissions": { "denny": ["Read(./.env)"] } }' },
      reports: [
        '1:20 There is no setting "permissions.denny"; did you mean "permissions.deny"? What it forbids is not forbidden.',
      ],
      fixed: '{ "permissions": { "deny": ["Read(./.env)"] } }',
    },
    {
      because: "guards one step too high, and by another word",
      files: {
        ".claude/settings.json":
          '{ "deny": ["Read(./.env)"],\n"permissions": { "block": ["Bash(rm *)"] },\n"sandbox": { "denyRead": ["~/.ssh"] },\n"settings": { "permissions": { "ask": ["Bash(git push *)"] } } }',
      },
      reports: [
        '1:3 There is no setting "deny"; did you mean "permissions.deny"? What it forbids is not forbidden.',
        '2:18 There is no setting "permissions.block"; did you mean "permissions.deny"? What it forbids is not forbidden.',
        '3:14 There is no setting "sandbox.denyRead"; did you mean "sandbox.filesystem.denyRead"? What it forbids is not forbidden.',
        '4:15 There is no setting "settings.permissions"; did you mean "permissions"? What it forbids is not forbidden.',
      ],
      fixed:
        '{ "deny": ["Read(./.env)"],\n"permissions": { "deny": ["Bash(rm *)"] },\n"sandbox": { "denyRead": ["~/.ssh"] },\n"settings": { "permissions": { "ask": ["Bash(git push *)"] } } }',
    },
    {
      because: "the way to a guard in one key, and what is no way to a setting",
      files: {
        ".claude/settings.json":
          '{ "permissions.deny": ["Read(./.env)"],\n"sandbox": { "filesystem.denyRead": ["~/.ssh"] },\n"hooks.PreToolUse": [{ "hooks": [{ "type": "command", "command": "check" }] }],\n"acme.deny": ["x"] }',
        ".gemini/settings.json": '{ "tools.exclude": ["run_shell_command"] }',
      },
      reports: [
        '.claude/settings.json:1:3 No setting is called "permissions.deny": "deny" has to stand in a map "permissions". What it forbids is not forbidden.',
        '.claude/settings.json:2:14 No setting is called "filesystem.denyRead": "denyRead" has to stand in a map "filesystem". What it forbids is not forbidden.',
        '.claude/settings.json:3:1 No setting is called "hooks.PreToolUse": "PreToolUse" has to stand in a map "hooks". What it forbids is not forbidden.',
        '.gemini/settings.json:1:3 No setting is called "tools.exclude": "exclude" has to stand in a map "tools". What it forbids is not forbidden.',
      ],
    },
    {
      because: "the name that a guard had before settings of Gemini CLI stood in groups, and one that stands beside it",
      files: {
        ".gemini/settings.json":
          '{ "excludeTools": ["run_shell_command"],\n"coreTools": ["ls"], "tools": { "core": ["ls"] } }',
      },
      reports: ["1:3 Gemini CLI reads `tools.exclude`, and no `excludeTools`. What it forbids is not forbidden."],
    },
    {
      because: "files are guarded by Edit and Read alone",
      files: { ".claude/settings.json": '{ "permissions": { "deny": ["Write(./.env)"] } }' },
      reports: [
        '1:29 "Write(./.env)" is never asked: write Edit(./.env), which holds for every tool that writes files.',
      ],
    },
    {
      because: "Edit stands beside it and holds",
      files: { ".claude/settings.json": '{ "permissions": { "deny": ["Edit(./.env)", "Write(./.env)"] } }' },
    },
    {
      because: "an address in place of a domain, a prefix for paths, a pattern for an MCP tool, a slip",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "deny": [\n"WebFetch(https://evil.example)",\n"Read(src:*)",\n"mcp__github__delete_repo(*)",\n"Bsah(rm *)"\n] } }',
      },
      reports: [
        '2:1 "WebFetch(https://evil.example)" is skipped: WebFetch takes domains, as in WebFetch(domain:example.com).',
        '3:1 "Read(src:*)" is skipped: only Bash has :*; write * or ** for files.',
        '4:1 "mcp__github__delete_repo(*)" is skipped: tools of MCP servers take no pattern in parentheses.',
        '5:1 "Bsah(rm *)" names no tool; did you mean Bash?',
      ],
    },
  ],
});
