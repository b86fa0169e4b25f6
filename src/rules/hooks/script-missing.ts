import { hookScript } from "../../inventory/hooks/hook-path.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

/** Endings of the variants of a script, among which a wrapper may choose for its system. */
const VARIANTS = ["", ".sh", ".cmd", ".bat", ".ps1", ".exe"];

export const hooksScriptMissing = defineRepositoryRule({
  id: "hooks/script-missing",
  severity: "error",
  summary: "The script that a hook starts is there.",
  why: "`${CLAUDE_PLUGIN_ROOT}` is the root of the plugin, not the folder hooks, and `$CLAUDE_PROJECT_DIR` the folder that holds `.claude`.",
  consequence: "The hook fails each time it should run; what it should have stopped goes through.",
  help: "Correct the path, or add the script.",
  since: "0.1.0",
  decidedBy: "repository",
  sources: [
    { read: { url: "https://code.claude.com/docs/en/hooks.md", date: "2026-11-21" } },
    { read: { url: "https://cursor.com/docs/hooks.md", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/github/docs/blob/2199f62d4e11e60451c6f69ff8cf1908ed09cc50/content/copilot/reference/hooks-reference.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    for (const artifact of repository.of("hooks", "settings", "plugin"))
      for (const hook of hooksOf(artifact)?.hooks ?? [])
        for (const { value, range } of hook.commands) {
          const script = hookScript(artifact, hook, value, layoutOf(repository));
          if (!script) continue;
          const { has } = layoutOf(repository);
          if (script.places.some((place) => VARIANTS.some((variant) => has(place + variant)))) continue;
          yield { message: `There is no "${script.places[0]}", which "${hook.event}" starts.`, at: range, artifact };
        }
  },

  examples: [
    {
      because: "a script below the plugin's root",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bash \\"${CLAUDE_PLUGIN_ROOT}/hooks/stop.sh\\"" }] }] } }',
        "plugins/p/hooks/stop.sh": "#!/bin/sh\n",
      },
    },
    {
      because: "the root is taken for the folder hooks",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "${CLAUDE_PLUGIN_ROOT}/stop.sh" }] }] } }',
        "plugins/p/hooks/stop.sh": "#!/bin/sh\n",
      },
      reports: ['plugins/p/hooks/hooks.json:1:67 There is no "plugins/p/stop.sh", which "Stop" starts.'],
    },
    {
      because: "whether a command that looks first needs the script, only the shell knows",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "test -x $CLAUDE_PROJECT_DIR/a.sh && $CLAUDE_PROJECT_DIR/a.sh" }] }] } }',
      },
    },
    {
      because: "a script of the project",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "$CLAUDE_PROJECT_DIR/.claude/hooks/a.sh" }] }] } }',
      },
      reports: ['1:67 There is no ".claude/hooks/a.sh", which "Stop" starts.'],
    },
  ],
});
