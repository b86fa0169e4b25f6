import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { declaredPaths } from "../../inventory/manifests/plugin-paths.ts";
import { folderAt, pluginManifest } from "../../inventory/manifests/plugins.ts";
import { pathFrom } from "../../inventory/places/layout.ts";
import { isDocument } from "../../inventory/places/classify.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const pluginReplacedFolder = defineRepositoryRule({
  id: "plugin/replaced-folder",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "What lies in a plugin's folder of commands or agents is loaded.",
  why: "Where a manifest names commands or agents, Claude Code takes those alone, and does not look into the folder.",
  consequence: "What lies in the folder is not part of the plugin.",
  help: "Name the folder or its files, too; or take the field out of the manifest.",
  since: "0.1.0",
  sources: [claudeCodePlugins.pluginFolderReplaced],

  *check(repository) {
    for (const artifact of repository.of("plugin")) {
      const plugin = pluginManifest(artifact);
      if (plugin?.dialect !== "claude-code") continue;
      const declared = [...declaredPaths(plugin.data, plugin.dialect)];
      for (const folder of claudeCodePlugins.pluginFolderReplaced.value) {
        const named = declared.filter(({ name }) => name === folder);
        const [first] = named;
        const usual = folderAt(plugin.root, folder);
        if (!first || usual === undefined) continue;
        const ways = named.map(({ value }) => (pathFrom(plugin.root, value) ?? "").replace(/\/$/, ""));
        if (ways.some((way) => way === usual || way === plugin.root)) continue;
        const passed = layoutOf(repository)
          .below(usual)
          .filter((path) => path.endsWith(".md") && !isDocument(path))
          .filter((path) => !ways.some((way) => path === way || path.startsWith(`${way}/`)));
        const [left] = passed;
        if (left === undefined) continue;
        const rest = passed.length === 1 ? "" : ` and ${passed.length - 1} more`;
        const message = `\`${folder}\` replaces the folder: Claude Code does not load "${left}"${rest}.`;
        yield { artifact, message, at: first.at, client: "claude-code" };
      }
    }
  },

  examples: [
    {
      because: "the manifest names all that lies in the folder",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "commands": ["./commands/", "./more/tag.md"] }\n',
        "commands/commit.md": "Commit.\n",
        "more/tag.md": "Tag.\n",
      },
    },
    {
      because: "a command that the manifest does not name",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "commands": ["./more/tag.md"] }\n',
        "commands/commit.md": "Commit.\n",
        "more/tag.md": "Tag.\n",
      },
      reports: [
        '.claude-plugin/plugin.json:1:31 `commands` replaces the folder: Claude Code does not load "commands/commit.md".',
      ],
    },
  ],
});
