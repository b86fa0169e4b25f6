import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { userOptions } from "../../inventory/manifests/user-options.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginMonitorOption = defineArtifactRule({
  id: "plugin/monitor-option",
  on: ["plugin"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The command of a plugin's monitor names no option of its user.",
  why: "A monitor is a shell command, and what a user wrote is not put into one.",
  consequence: "The monitor does not start.",
  help: "Have the script of the monitor read the value from a file.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/anthropics/claude-code/releases/tag/v2.1.332", date: "2026-11-30" } }],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (manifest?.dialect !== "claude-code") return;
    const { data } = manifest;
    for (const monitors of [valueAt(data, "monitors"), valueAt(data, "experimental", "monitors")])
      for (const { name, key, at } of userOptions(monitors))
        if (key === "command")
          yield { message: `The command of a monitor never gets \${user_config.${name}}.`, at, client: "claude-code" };
  },

  examples: [
    {
      because: "a command without options",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "experimental": { "monitors": [{ "name": "a", "description": "d", "command": "x" }] } }\n',
      },
    },
    {
      because: "a monitor is a shell command",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "experimental": { "monitors": [{ "name": "a", "description": "d",\n"command": "x ${user_config.k}" }] }, "userConfig": { "k": { "type": "string", "title": "K", "description": "d" } } }\n',
      },
      reports: ["2:12 The command of a monitor never gets ${user_config.k}."],
    },
  ],
});
