import { defineRepositoryRule } from "../../model/rule.ts";

export const settingsUnreadIgnoreFile = defineRepositoryRule({
  id: "settings/unread-ignore-file",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "What Claude Code may not read stands in its permissions, not in a .claudeignore.",
  why: "Claude Code has no such file; its program does not know the name.",
  consequence: "The files that it lists are read like any other.",
  help: "Write them into `permissions.deny` of .claude/settings.json: `Read(./secrets/**)`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/anthropics/claude-code/releases/tag/v2.1.332", date: "2026-11-30" } }],

  *check({ paths }) {
    for (const { path } of paths)
      if (path === ".claudeignore" || path.endsWith("/.claudeignore"))
        yield { path, message: "Claude Code does not read .claudeignore.", client: "claude-code" };
  },

  examples: [
    {
      because: "a rule that holds",
      files: { ".claude/settings.json": '{ "permissions": { "deny": ["Read(./secrets/**)"] } }' },
    },
    {
      because: "a file that nobody reads",
      files: { "CLAUDE.md": "Do.\n", ".claudeignore": "secrets/\n" },
      reports: [".claudeignore Claude Code does not read .claudeignore."],
    },
  ],
});
