import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { artifactAt } from "../../inventory/artifact-at.ts";
import { pluginManifest, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { isDocument } from "../../inventory/places/classify.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { valueAt } from "../../model/data.ts";
import { defineChangeRule, type Repository } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const pluginVersionRaised = defineChangeRule({
  id: "plugin/version-raised",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "A plugin that changes gets another version, where it has one.",
  why: "Claude Code compares the version of an installed plugin with that of the manifest, and nothing else.",
  consequence: "Whoever has installed the plugin keeps the old one, and is told that it is the latest.",
  help: "Raise `version` in this change; or leave it out, and each commit is a version.",
  since: "0.1.0",
  sources: [claudeCodePlugins.pluginUpdates],

  *check({ base, head }) {
    const sides = [base, head].map(textsByPlugin);
    for (const artifact of head.of("plugin")) {
      const before = artifactAt(base, "plugin", artifact.path);
      const [plugin, old] = [artifact, before].map((one) => one && pluginManifest(one));
      const version = stringAtKeys(plugin?.data, "version");
      if (!plugin || !old || plugin.dialect !== "claude-code" || version === undefined) continue;
      if (version !== stringAtKeys(old.data, "version")) continue;
      const changed = changedIn(sides.map((plugins) => plugins.get(plugin.root)));
      if (changed === undefined) continue;
      const at = valueAt(plugin.data, "version")?.range;
      yield { artifact, message: `"${changed}" changes, and the version is still ${version}.`, ...(at && { at }) };
    }
  },

  examples: [
    {
      because: "a later version, and a plugin that has none",
      base: {
        "a/.claude-plugin/plugin.json": '{ "name": "a", "version": "1.9.0" }\n',
        "a/commands/commit.md": "Commit.\n",
        "b/.claude-plugin/plugin.json": '{ "name": "b" }\n',
        "b/commands/tag.md": "Tag.\n",
      },
      files: {
        "a/.claude-plugin/plugin.json": '{ "name": "a", "version": "1.10.0" }\n',
        "a/commands/commit.md": "Commit it.\n",
        "b/.claude-plugin/plugin.json": '{ "name": "b" }\n',
        "b/commands/tag.md": "Tag it.\n",
      },
    },
    {
      because: "what the repository has beside the plugin, and a text for readers",
      base: {
        "a/.claude-plugin/plugin.json": '{ "name": "a", "version": "1.9.0" }\n',
        "a/README.md": "# A\n",
        "AGENTS.md": "Use tabs.\n",
      },
      files: {
        "a/.claude-plugin/plugin.json": '{ "name": "a", "version": "1.9.0" }\n',
        "a/README.md": "# All of A\n",
        "AGENTS.md": "Use spaces.\n",
      },
    },
    {
      because: "a command changes under the same version",
      base: {
        ".claude-plugin/plugin.json": '{ "name": "a", "version": "1.9.0" }\n',
        "commands/commit.md": "Commit.\n",
      },
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a", "version": "1.9.0" }\n',
        "commands/commit.md": "Commit it.\n",
      },
      reports: ['.claude-plugin/plugin.json:1:27 "commands/commit.md" changes, and the version is still 1.9.0.'],
    },
  ],
});

/** What belongs to a plugin at the top of a repository; the rest of that is the repository's own. */
const COMPONENTS = /^(?:skills|commands|agents|hooks|output-styles|\.claude-plugin)\/|^\.(?:mcp|lsp)\.json$/;

type Texts = ReadonlyMap<string, string>;

/** The first file of a plugin that differs on the two sides; undefined where none does. */
function changedIn([before, after]: readonly (Texts | undefined)[]): string | undefined {
  const paths = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return paths.find((path) => before?.get(path) !== after?.get(path));
}

/** The agent configuration of each plugin, by its root and then by path; a file belongs to the innermost one. */
function textsByPlugin(side: Repository): ReadonlyMap<string | undefined, Texts> {
  const { pluginOf } = layoutOf(side);
  const own = side.artifacts.filter(
    ({ path }) => !isDocument(path) && (pluginOf(path) !== "" || COMPONENTS.test(path)),
  );
  const plugins = [...group(own, ({ path }) => pluginOf(path))];
  return new Map(plugins.map(([root, files]) => [root, new Map(files.map(({ path, source }) => [path, source.text]))]));
}
