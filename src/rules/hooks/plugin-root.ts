import { pluginRootOf } from "../../inventory/hooks/hook-path.ts";
import { startedFile } from "../../inventory/hooks/hook-script.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const hooksPluginRoot = defineRepositoryRule({
  id: "hooks/plugin-root",
  severity: "warning",
  summary: "Hooks of a plugin name their scripts by the plugin's root.",
  why: "Claude Code starts hooks in the folder where the user works. A relative path is looked for there, not in the plugin.",
  consequence: "The hook works while the plugin is developed, and nowhere else.",
  help: "Put `${CLAUDE_PLUGIN_ROOT}/` before the path.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/hooks.md", date: "2026-11-21" } }],

  *check(repository) {
    for (const artifact of repository.of("hooks", "plugin")) {
      const root = pluginRootOf(artifact, layoutOf(repository));
      if (root === undefined) continue;
      for (const { dialect, commands } of hooksOf(artifact)?.hooks ?? [])
        for (const { value, range } of dialect === "claude-code" ? commands : []) {
          const path = startedFile(value)?.path;
          if (path === undefined || /^[/~$]/.test(path)) continue;
          const file = pathFrom(root, path);
          if (file !== undefined && layoutOf(repository).has(file))
            yield {
              message: `"${path}" is looked for in the user's folder.`,
              at: range,
              artifact,
              client: "claude-code",
            };
        }
    }
  },

  examples: [
    {
      because: "the plugin's root comes first",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "${CLAUDE_PLUGIN_ROOT}/stop.sh" }] }] } }',
        "plugins/p/stop.sh": "#!/bin/sh\n",
      },
    },
    {
      because: "a relative path to a file of the plugin",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bash ./stop.sh" }] }] } }',
        "plugins/p/stop.sh": "#!/bin/sh\n",
      },
      reports: ['plugins/p/hooks/hooks.json:1:67 "./stop.sh" is looked for in the user\'s folder.'],
    },
  ],
});
