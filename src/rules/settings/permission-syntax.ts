import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** Why Claude Code cannot read a rule; undefined where it can. */
function mistakeIn(rule: string): string | undefined {
  if (rule.trim() === "") return "is empty";
  const open = rule.indexOf("(");
  if (open === -1) return rule.includes(")") ? "has a ) without a (" : undefined;
  if (!rule.endsWith(")")) return "has to end with the ) of its pattern";
  if (rule.slice(open + 1, -1).trim() === "") return "has nothing between its parentheses";
  if (open === 0) return "names no tool before its (";
  return /^[a-z]/.test(rule) && !rule.startsWith("mcp__")
    ? "names a tool in lower case; tools begin with a capital"
    : undefined;
}

export const settingsPermissionSyntax = defineArtifactRule({
  id: "settings/permission-syntax",
  on: ["settings"],
  severity: "warning",
  summary: "Claude Code's permission rules are a tool, or a tool and a pattern in parentheses.",
  why: "`Bash(npm run *)`, `Read(./.env)`, `mcp__github`: another form matches no call.",
  consequence: "Claude Code skips the rule: what `deny` should forbid is not forbidden.",
  help: "Write `Tool` or `Tool(pattern)`.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
  ],

  *check({ data, dialect }) {
    if (dialect !== "claude-code") return;
    for (const list of ["allow", "ask", "deny"]) {
      const rules = valueAt(data, "permissions", list);
      for (const rule of rules?.kind === "list" ? rules.items : []) {
        const mistake = rule.kind === "string" ? mistakeIn(rule.value) : "is no text";
        if (mistake === undefined) continue;
        const shown = rule.kind === "string" ? `"${rule.value}"` : "A rule";
        yield { message: `${shown} ${mistake}.`, at: rule.range };
      }
    }
  },

  examples: [
    {
      because: "tools, patterns, servers, and a tool that nobody knows yet",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "allow": ["Read", "Bash(npm run test:*)", "mcp__github__*", "Teleport(home)"], "deny": ["Read(./.env)"] } }',
      },
    },
    {
      because: "a parenthesis is missing, and nothing stands in one",
      files: { ".claude/settings.json": '{ "permissions": { "deny": ["Read(./.env", "Bash()"] } }' },
      reports: [
        '1:29 "Read(./.env" has to end with the ) of its pattern.',
        '1:44 "Bash()" has nothing between its parentheses.',
      ],
    },
    {
      because: "a tool in lower case",
      files: { ".claude/settings.json": '{ "permissions": { "allow": ["bash(make)"] } }' },
      reports: ['1:30 "bash(make)" names a tool in lower case; tools begin with a capital.'],
    },
  ],
});
