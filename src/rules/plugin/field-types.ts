import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { CLAUDE_PLUGIN } from "../../clients/forms/claude-manifests.ts";
import { hasType, REQUIRED_TYPES, typeNames } from "../../clients/plugin-field-types.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range, Source } from "../../model/source.ts";

export const pluginFieldTypes = defineArtifactRule({
  id: "plugin/field-types",
  on: ["plugin"],
  severity: "error",
  summary: "The fields of a plugin manifest have the types that its client reads.",
  why: "Claude Code and Codex read the manifest into fixed types: one field of another type spoils all of them.",
  consequence: "The client refuses the manifest, and the plugin does not load.",
  help: "Give the field the type that the message names.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginTypes,
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
    const types = manifest && REQUIRED_TYPES[manifest.dialect];
    if (manifest?.dialect === "claude-code")
      for (const { message, at } of misfits(manifest.data, CLAUDE_PLUGIN, "")) yield { message, at };
    for (const { key, value } of (types && manifest.data.entries) ?? []) {
      const wanted = types && Object.hasOwn(types, key) ? types[key] : undefined;
      if (!wanted || hasType(value, wanted)) continue;
      const fix = key === "author" && value.kind === "string" ? named(artifact.source, value.range) : undefined;
      yield { message: `The field "${key}" has to be ${typeNames(wanted)}.`, at: value.range, ...(fix && { fix }) };
    }
  },

  examples: [
    {
      because: "each field has its type",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "version": "1.0.0", "author": { "name": "Ada" } }\n' },
    },
    {
      because: "a number below a field, and a dependency that is none",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "author": { "name": "Ada",\n"email": 5 },\n"dependencies": ["b", true] }\n',
      },
      reports: ['2:10 "author.email" has to be a text.', '3:23 "dependencies" has to be a text or a map.'],
    },
    {
      because: "the author is a text, as in package.json",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "author": "Ada" }\n' },
      reports: ['1:26 The field "author" has to be a map.'],
      fixed: '{ "name": "a", "author": { "name": "Ada" } }\n',
    },
    {
      because: "a version that is a number, and keywords in one text",
      files: { ".codex-plugin/plugin.json": '{ "name": "a", "version": 1, "keywords": "git" }\n' },
      reports: ['1:27 The field "version" has to be a text.', '1:42 The field "keywords" has to be a list of texts.'],
    },
  ],
});

/** The author's text as the name of one. The plugin loads from then on: no safe fix. */
function named({ text }: Source, range: Range): Fix {
  const edits = [{ range, text: `{ "name": ${text.slice(range.start, range.end)} }` }];
  return { title: "Write the author as a map", safe: false, edits };
}
