import { DOT_SLASH_REQUIRED } from "../../clients/plugin-components.ts";
import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { posix } from "node:path";
import type { ManifestDialect } from "../../clients/plugin-manifests.ts";
import { declaredPaths } from "../../inventory/manifests/plugin-paths.ts";
import { folderAt, marketplaceEntries, pluginManifest } from "../../inventory/manifests/plugins.ts";
import type { Artifact } from "../../model/artifact.ts";
import { withoutEntry } from "../../inventory/texts/without-entry.ts";
import { type DataMap, entryOf } from "../../model/data.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineRepositoryRule, type PlacedFinding, type Repository } from "../../model/rule.ts";

export const pluginPathExists = defineRepositoryRule({
  id: "plugin/path-exists",
  severity: "error",
  summary: "Every path that a plugin manifest declares is there.",
  why: "A manifest that names a folder promises what is in it; `skills` names folders, `hooks` and `mcpServers` files.",
  consequence: "The client loads the plugin without the component, or not at all.",
  help: "Correct the path, add what it names, or take the field out.",
  since: "0.1.0",
  yieldsTo: ["plugin/path-escapes"],
  sources: [
    claudeCodePlugins.pluginPaths,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/01b4840b95f46f810c900b6303c28b8cf52aa241/codex-rs/core-plugins/src/manifest.rs",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://cursor.com/docs/plugins/building", date: "2026-11-21" } },
  ],

  *check(repository) {
    for (const artifact of repository.of("plugin")) {
      const manifest = pluginManifest(artifact);
      if (manifest) yield* missing(repository, artifact, manifest.root, manifest.data, manifest.dialect);
    }
    for (const artifact of repository.of("marketplace"))
      if (artifact.dialect === "claude-code")
        for (const { data, folder } of marketplaceEntries(artifact))
          if (folder !== undefined) yield* missing(repository, artifact, folder, data, "claude-code");
  },

  examples: [
    {
      because: "the folder is there",
      files: {
        "plugins/git/.claude-plugin/plugin.json": '{ "name": "git", "skills": "./extra" }\n',
        "plugins/git/extra/commit/SKILL.md": "---\nname: commit\ndescription: Commits.\n---\n",
      },
    },
    {
      because: "the folder that a client looks for anyway is named, and not there",
      files: { "plugins/git/.codex-plugin/plugin.json": '{ "name": "git", "skills": "./skills/" }\n' },
      reports: ['1:28 There is no "plugins/git/skills", which `skills` names.'],
      fixed: '{ "name": "git" }\n',
    },
    {
      because: "paths start at the plugin's root, not at the manifest's folder",
      files: {
        "plugins/git/.claude-plugin/plugin.json": '{ "name": "git", "commands": "./commands" }\n',
        "plugins/git/.claude-plugin/commands/commit.md": "Commit.\n",
      },
      reports: [
        'plugins/git/.claude-plugin/plugin.json:1:30 There is no "plugins/git/commands", which `commands` names.',
      ],
    },
    {
      because: "`skills` names a file",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "skills": "./commit/SKILL.md" }\n',
        "commit/SKILL.md": "---\nname: commit\ndescription: Commits.\n---\n",
      },
      reports: ['.claude-plugin/plugin.json:1:28 "commit/SKILL.md", which `skills` names, is no folder.'],
    },
    {
      because: "an address is not looked for",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "mcpServers": "https://example.com/server.mcpb" }\n',
      },
    },
  ],
});

/** Folders that clients look for without being told: a field that names one which is not there says nothing. */
const LOOKED_FOR: ReadonlySet<string> = new Set(["skills", "commands", "agents"]);

/** Takes a field out that names the folder which the client would look for anyway; another path may be a slip. */
function withoutDefault({ source }: Artifact, data: DataMap, name: string, value: string): Fix | undefined {
  const entry = entryOf(data, name);
  if (entry?.value.kind !== "string" || !LOOKED_FOR.has(name)) return undefined;
  if (value.replace(/^\.\//, "").replace(/\/$/, "") !== name) return undefined;
  return {
    title: `Take \`${name}\` out of the manifest`,
    safe: false,
    edits: [withoutEntry(source.text, data, entry)],
  };
}

/** What no check of a working tree can answer: a pattern, and bundles that are built for a release. */
const UNKNOWABLE = /[*?[\]]|\.(?:mcpb|dxt)$/;

function* missing(
  { entry }: Repository,
  artifact: Artifact,
  root: string,
  data: DataMap,
  dialect: ManifestDialect,
): Generator<PlacedFinding> {
  for (const { field, name, value, at } of declaredPaths(data, dialect)) {
    const path = folderAt(root, value);
    if (path === undefined || path === "" || value.startsWith("/") || UNKNOWABLE.test(value)) continue;
    if (DOT_SLASH_REQUIRED.has(dialect) && !/^\.\.?(?:\/|$)/.test(value)) continue; // plugin/path-form reports it
    if (field.ends && !field.ends.some((end) => value.endsWith(end))) continue; // plugin/path-form reports it
    const found = entry(path);
    if (!found) {
      const isMisplaced = entry(posix.join(posix.dirname(artifact.path), name)) !== undefined;
      const fix = isMisplaced ? undefined : withoutDefault(artifact, data, name, value);
      yield { artifact, message: `There is no "${path}", which \`${name}\` names.`, at, ...(fix && { fix }) };
    } else if (field.leads !== "either" && found.type !== field.leads)
      yield {
        artifact,
        message: `"${path}", which \`${name}\` names, is no ${field.leads === "directory" ? "folder" : "file"}.`,
        at,
      };
  }
}
