import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import type { ManifestDialect } from "../../clients/plugin-manifests.ts";
import { declaredPaths } from "../../inventory/manifests/plugin-paths.ts";
import { folderAt, marketplaceEntries, pluginManifest } from "../../inventory/manifests/plugins.ts";
import type { DataMap } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

/** A component that a client would load at the plugin's root; scripts and texts beside the manifest are none. */
const INSIDE =
  /(?:^|\/)(\.(?:claude|codex|cursor)-plugin)\/(skills(?=\/.*SKILL\.md$)|(?:commands|agents|output-styles)(?=\/.*\.md$)|hooks(?=\/hooks\.json$)|rules(?=\/.*\.mdc$)|\.mcp\.json$)/;

export const pluginMisplacedComponent = defineRepositoryRule({
  id: "plugin/misplaced-component",
  severity: "error",
  summary: "A plugin's components lie at its root, not beside its manifest.",
  why: "`.claude-plugin/` and its like hold the manifest alone; clients look for skills, commands, agents and hooks one folder up.",
  consequence: "The client does not find the component.",
  help: "Move the folder out of the manifest's folder, to the plugin's root.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginComponents,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
    { read: { url: "https://cursor.com/docs/plugins/building", date: "2026-11-21" } },
  ],

  *check(repository) {
    const misplaced = new Map<string, { readonly path: string; readonly holder: string; readonly part: string }>();
    for (const { path } of repository.paths) {
      const [found, holder, part] = path.includes("-plugin/") ? (INSIDE.exec(path) ?? []) : [];
      if (found === undefined || holder === undefined || part === undefined) continue;
      const folder = path.slice(0, path.indexOf(found) + found.length).replace(/\/$/, "");
      if (!misplaced.has(folder)) misplaced.set(folder, { path, holder, part });
    }
    if (misplaced.size === 0) return;
    const declared = [...declarations(repository)];
    for (const [folder, { path, holder, part }] of misplaced)
      if (!declared.some((one) => one === folder || one.startsWith(`${folder}/`)))
        yield { path, message: `No client looks for \`${part}\` in \`${holder}\`.` };
  },

  examples: [
    {
      because: "commands lie at the plugin's root",
      files: { ".claude-plugin/plugin.json": '{ "name": "git" }\n', "commands/commit.md": "Commit.\n" },
    },
    {
      because: "the manifest names the folder",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "commands": "./.claude-plugin/commands" }\n',
        ".claude-plugin/commands/commit.md": "Commit.\n",
      },
    },
    {
      because: "commands lie beside the manifest",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git" }\n',
        ".claude-plugin/commands/commit.md": "Commit.\n",
        ".claude-plugin/commands/push.md": "Push.\n",
      },
      reports: [".claude-plugin/commands/commit.md No client looks for `commands` in `.claude-plugin`."],
    },
  ],
});

/** Every path that a manifest, or the entry of a marketplace, declares. */
function* declarations(repository: Repository): Generator<string> {
  for (const artifact of repository.of("plugin")) {
    const manifest = pluginManifest(artifact);
    if (manifest) yield* inside(manifest.root, manifest.data, manifest.dialect);
  }
  for (const artifact of repository.of("marketplace"))
    for (const { data, folder } of marketplaceEntries(artifact))
      if (folder !== undefined) yield* inside(folder, data, "claude-code");
}

function* inside(root: string, data: DataMap, dialect: ManifestDialect): Generator<string> {
  for (const { value } of declaredPaths(data, dialect)) {
    const path = folderAt(root, value);
    if (path !== undefined) yield path;
  }
}
