import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** The variable as a word of its own, or at the start of one: neither quoted nor behind an equals sign. */
const UNQUOTED = /(?:^|[\s;&|(])\$\{?(?:CLAUDE_PLUGIN_ROOT|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_DATA)\b\}?/;

export const hooksUnquotedPath = defineArtifactRule({
  id: "hooks/unquoted-path",
  on: WITH_HOOKS,
  severity: "warning",
  summary: "A command puts quotes around the folder of its plugin or project.",
  why: "A shell splits what a variable holds at spaces, and on macOS plugins lie below “Application Support”.",
  consequence: "Where the path has a space the command fails; before a tool call that blocks every call.",
  help: 'Write `"${CLAUDE_PLUGIN_ROOT}/check.sh"` with the quotes, or name the program in `command` and the rest in `args`.',
  since: "0.1.0",
  sources: [
    claudeCodeSettings.unquotedRoot,
    { read: { url: "https://github.com/anthropics/claude-code/issues/78490", date: "2026-11-30" } },
  ],

  *check(artifact) {
    for (const { commands, handler, dialect } of hooksOf(artifact)?.hooks ?? []) {
      if (dialect !== "claude-code" || entryOf(handler, "args")) continue;
      for (const { value, range } of commands)
        if (UNQUOTED.test(value))
          yield { message: "The path has no quotes, and may hold a space.", at: range, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "quotes, and a program with its arguments apart",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "python3 \\"${CLAUDE_PLUGIN_ROOT}/a.py\\"" }, { "type": "command", "command": "${CLAUDE_PLUGIN_ROOT}/a.sh", "args": [] }] }] } }',
        "plugins/p/.claude-plugin/plugin.json": '{ "name": "p" }',
      },
    },
    {
      because: "a path that may have a space",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "python3 ${CLAUDE_PLUGIN_ROOT}/a.py" }] }] } }',
        "plugins/p/.claude-plugin/plugin.json": '{ "name": "p" }',
      },
      reports: ["plugins/p/hooks/hooks.json:1:67 The path has no quotes, and may hold a space."],
    },
  ],
});
