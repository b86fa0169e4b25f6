import { hookScript } from "../../inventory/hooks/hook-path.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const hooksExecutable = defineRepositoryRule({
  id: "hooks/executable",
  severity: "info",
  summary: "A script that a hook starts by its own name is executable.",
  why: "On Linux and macOS the shell refuses to start a file without the execute bit.",
  consequence: "The hook fails with “permission denied”. Windows does not mind.",
  help: "Run `git update-index --chmod=+x` on the script, or put the interpreter before it: `bash script.sh`.",
  since: "0.1.0",

  *check(repository) {
    for (const artifact of repository.of("hooks", "settings", "plugin"))
      for (const hook of hooksOf(artifact)?.hooks ?? [])
        for (const { value, range } of hook.commands) {
          const script = hookScript(artifact, hook, value, layoutOf(repository));
          if (!script?.direct || /\.(?:cmd|bat|ps1|exe)$/i.test(script.path)) continue;
          const entry = script.places.map(repository.entry).find((one) => one !== undefined);
          if (entry?.type === "file" && !entry.executable)
            yield { message: `"${entry.path}" is not executable.`, at: range, artifact };
        }
  },

  examples: [
    {
      because: "an interpreter reads the script",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bash ${CLAUDE_PLUGIN_ROOT}/stop.sh" }] }] } }',
        "plugins/p/stop.sh": "#!/bin/sh\n",
      },
    },
    {
      because: "the script is started by its own name, and its file has no execute bit",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "${CLAUDE_PLUGIN_ROOT}/stop.sh" }] }] } }',
        "plugins/p/stop.sh": "#!/bin/sh\n",
      },
      reports: ['plugins/p/hooks/hooks.json:1:67 "plugins/p/stop.sh" is not executable.'],
    },
  ],
});
