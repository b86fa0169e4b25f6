import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { hasType, REQUIRED_TYPES, typeNames } from "../../clients/plugin-field-types.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { defineArtifactRule } from "../../model/rule.ts";

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
    for (const { key, value } of (types && manifest.data.entries) ?? []) {
      const wanted = types && Object.hasOwn(types, key) ? types[key] : undefined;
      if (wanted && !hasType(value, wanted))
        yield { message: `The field "${key}" has to be ${typeNames(wanted)}.`, at: value.range };
    }
  },

  examples: [
    {
      because: "each field has its type",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "version": "1.0.0", "author": { "name": "Ada" } }\n' },
    },
    {
      because: "the author is a text, as in package.json",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "author": "Ada" }\n' },
      reports: ['1:26 The field "author" has to be a map.'],
    },
    {
      because: "a version that is a number, and keywords in one text",
      files: { ".codex-plugin/plugin.json": '{ "name": "a", "version": 1, "keywords": "git" }\n' },
      reports: ['1:27 The field "version" has to be a text.', '1:42 The field "keywords" has to be a list of texts.'],
    },
  ],
});
