import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const pluginRootInstructions = defineRepositoryRule({
  id: "plugin/root-instructions",
  severity: "off",
  severityFor: { "claude-code": "info" },
  summary: "A plugin of Claude Code has no CLAUDE.md at its root.",
  why: "Whoever installs the plugin gets its skills, agents and hooks; a CLAUDE.md is for those who work in its repository.",
  consequence: "Claude Code does not load it for anybody who installed the plugin.",
  help: "Put what users need into a skill. If the file is for the plugin's authors, leave it.",
  since: "0.1.0",
  sources: [claudeCodePlugins.pluginInstructions],

  *check(repository) {
    const files = new Map(repository.of("instructions").map((one) => [one.path, one]));
    for (const artifact of repository.of("plugin")) {
      const manifest = pluginManifest(artifact);
      // At the top of a repository it is for those who work there.
      if (manifest?.dialect !== "claude-code" || manifest.root === "") continue;
      const file = files.get(`${manifest.root}/CLAUDE.md`);
      if (file) yield { artifact: file, message: "A plugin's CLAUDE.md is not loaded.", client: "claude-code" };
    }
  },

  examples: [
    {
      because: "a repository that is a plugin has instructions for its authors",
      files: { ".claude-plugin/plugin.json": '{ "name": "p" }\n', "CLAUDE.md": "Test.\n" },
    },
    {
      because: "a plugin among others",
      files: { "plugins/p/.claude-plugin/plugin.json": '{ "name": "p" }\n', "plugins/p/CLAUDE.md": "Use p.\n" },
      reports: ["plugins/p/CLAUDE.md A plugin's CLAUDE.md is not loaded."],
    },
  ],
});
