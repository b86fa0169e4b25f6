import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { DOT_SLASH_REQUIRED } from "../../clients/plugin-components.ts";
import { type DeclaredPath, declaredPaths } from "../../inventory/manifests/plugin-paths.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

export const pluginPathForm = defineArtifactRule({
  id: "plugin/path-form",
  on: ["plugin"],
  severity: "error",
  summary: "A path in a plugin manifest starts with `./` and ends as its field asks.",
  why: "Claude Code refuses a manifest with another form of path, and Codex ignores the field.",
  consequence: "The plugin does not load, or loads without the component.",
  help: "Write the path from the plugin's root, with `./` in front.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginPaths,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/01b4840b95f46f810c900b6303c28b8cf52aa241/codex-rs/core-plugins/src/manifest.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (!manifest || !DOT_SLASH_REQUIRED.has(manifest.dialect)) return;
    for (const path of declaredPaths(manifest.data, manifest.dialect)) {
      const found = problem(path, manifest.dialect === "codex");
      if (found) yield found;
    }
  },

  examples: [
    {
      because: "paths from the plugin's root",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a", "skills": ["./extra/", "."], "agents": "./agents/a.md" }\n',
      },
    },
    {
      because: "`./` is missing",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "commands": "commands/" }\n' },
      reports: ['1:28 The path "commands/" in `commands` has to start with "./".'],
      fixed: '{ "name": "a", "commands": "./commands/" }\n',
    },
    {
      because: "Claude Code takes agents by file, not by folder",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "agents": "./agents/" }\n' },
      reports: ['1:26 The path "./agents/" in `agents` has to end in .md.'],
    },
    {
      because: "Codex ignores the plugin's root itself",
      files: { ".codex-plugin/plugin.json": '{ "name": "a", "skills": "./" }\n' },
      reports: ['1:26 Codex ignores "./" in `skills`; name a folder below the plugin\'s root.'],
    },
  ],
});

function problem({ field, name, value, at }: DeclaredPath, codex: boolean): Finding | undefined {
  if (codex && value === "./")
    return { message: `Codex ignores "./" in \`${name}\`; name a folder below the plugin's root.`, at };
  if (!codex && name === "skills" && value === ".") return undefined;
  if (value.startsWith("../") || value.startsWith("/")) return undefined; // plugin/path-escapes reports it
  if (!value.startsWith("./"))
    return { message: `The path "${value}" in \`${name}\` has to start with "./".`, at, fix: dotSlash(at) };
  if (field.ends && !field.ends.some((end) => value.endsWith(end)))
    return { message: `The path "${value}" in \`${name}\` has to end in ${field.ends.join(" or ")}.`, at };
  return undefined;
}

/** The manifest is refused today and read from then on: no safe fix. */
const dotSlash = ({ start }: Range): Fix => ({
  title: "Put ./ in front",
  safe: false,
  edits: [{ range: { start: start + 1, end: start + 1 }, text: "./" }],
});
