import { newAuthority } from "../../inventory/authority/authority.ts";
import { defineChangeRule } from "../../model/rule.ts";

export const authorityNewCommand = defineChangeRule({
  id: "authority/new-command",
  severity: "warning",
  summary: "A change that adds a command to a text says so to its reviewers.",
  why: "Claude Code runs `` !`command` `` while it loads a skill or a command, before the model reads a word; Gemini CLI does so with `!{command}`.",
  consequence: "Once merged, whoever uses the skill or the command runs it.",
  help: "Read the command as you would read code.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(change) {
    for (const { shown, at, place } of newAuthority(change, "command"))
      yield { message: `New in this change: \`${shown}\` runs while the text is loaded.`, at, ...place };
  },

  examples: [
    {
      because: "the command was there before",
      base: { ".claude/commands/pr.md": "Status: !`git status`\n" },
      files: { ".claude/commands/pr.md": "The status is: !`git status`\n" },
    },
    {
      because: "a new command",
      base: { ".claude/commands/pr.md": "Look at the status.\n" },
      files: { ".claude/commands/pr.md": "Status: !`git status`\n" },
      reports: ["1:9 New in this change: `git status` runs while the text is loaded."],
    },
  ],
});
