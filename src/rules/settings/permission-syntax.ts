import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { permissionFault } from "../../inventory/authority/permission-fault.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsPermissionSyntax = defineArtifactRule({
  id: "settings/permission-syntax",
  on: ["settings"],
  severity: "warning",
  summary: "Claude Code applies the rules that stand in `allow`.",
  why: "A rule is a tool, or a tool and a pattern in parentheses: `Bash(npm run *)`, `mcp__github`. Each tool has patterns of its own, and a glob over tools needs a server before it. `settings/lost-guard` looks at `ask` and `deny`.",
  consequence: "Claude Code skips the rule, and goes on asking.",
  help: "Write the rule as the message says; `claude doctor` names every rule that it skips.",
  since: "0.1.0",
  sources: [claudeCodeSettings.skippedRules, claudeCodeSettings.unmatchedRules],

  *check({ data, dialect }) {
    if (dialect !== "claude-code") return;
    for (const list of ["allow", "ask", "deny"] as const) {
      const rules = valueAt(data, "permissions", list);
      const items = rules?.kind === "list" ? rules.items : [];
      const all = new Set(items.flatMap((rule) => (rule.kind === "string" ? [rule.value] : [])));
      for (const rule of items) {
        if (rule.kind !== "string") yield { message: "A rule is no text.", at: rule.range };
        const fault = rule.kind === "string" && list === "allow" ? permissionFault(rule.value, list, all) : undefined;
        if (rule.kind !== "string" || fault === undefined) continue;
        yield { message: `"${rule.value}" ${fault}${fault.endsWith("?") ? "" : "."}`, at: rule.range };
      }
    }
  },

  examples: [
    {
      because: "tools, patterns, servers, and a tool that nobody knows yet",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "allow": ["Read", "Bash(npm run test:*)", "mcp__github__*", "Teleport(home)"] } }',
      },
    },
    {
      because: "a parenthesis is missing, and nothing stands in one",
      files: { ".claude/settings.json": '{ "permissions": { "allow": ["Read(./src", "Bash()"] } }' },
      reports: [
        '1:30 "Read(./src" has to end with the ) of its pattern.',
        '1:44 "Bash()" has nothing between its parentheses.',
      ],
    },
    {
      because: "a tool in lower case, and everything at once",
      files: { ".claude/settings.json": '{ "permissions": { "allow": ["bash(make)", "*"] } }' },
      reports: [
        '1:30 "bash(make)" names a tool in lower case; tools begin with a capital.',
        '1:44 "*" is skipped: in `allow`, a * needs the server before it, as in mcp__github__*.',
      ],
    },
  ],
});
