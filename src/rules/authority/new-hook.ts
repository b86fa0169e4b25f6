import { newAuthority } from "../../inventory/authority/authority.ts";
import { defineChangeRule } from "../../model/rule.ts";

export const authorityNewHook = defineChangeRule({
  id: "authority/new-hook",
  severity: "warning",
  summary: "A change that adds a hook says so to its reviewers.",
  why: "A hook runs a program without a question, on every machine that works with the repository or the plugin. A hook whose command or condition changed is a new one; one that moved is not.",
  consequence: "Once merged, the command runs with the rights of everybody who uses it.",
  help: "Read the command, and the script that it starts, as you would read code that is installed.",
  since: "0.1.0",

  *check(change) {
    for (const { shown, at, place } of newAuthority(change, "hook"))
      yield { message: `New in this change: ${shown}.`, at, ...place };
  },

  examples: [
    {
      because: "a hook that was there before, in another place",
      base: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
      },
      files: {
        ".claude/settings.json":
          '{ "model": "opus", "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 9 }] }] } }',
      },
    },
    {
      because: "a new hook",
      base: { ".claude/settings.json": '{ "hooks": {} }' },
      files: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "./x" }] }] } }',
      },
      reports: ['1:14 New in this change: "Stop" runs "./x".'],
    },
  ],
});
