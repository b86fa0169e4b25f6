import { REQUIRED_TYPES } from "../../clients/plugin-field-types.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

const KNOWN = ["name", "$schema", "workflows", ...Object.keys(REQUIRED_TYPES["claude-code"] ?? {})];

/** Fields of other clients and of older versions, which people write on purpose. */
const FOREIGN = new Set([
  "apps",
  "interface",
  "rules",
  "themes",
  "monitors",
  "engines",
  "icon",
  "logo",
  "category",
  "tags",
]);

export const pluginMisspeltField = defineArtifactRule({
  id: "plugin/misspelt-field",
  on: ["plugin"],
  severity: "warning",
  summary: "The fields of a Claude Code plugin manifest are spelt right.",
  why: "Claude Code drops a field that it does not know without a word.",
  consequence: "What the field says has no effect.",
  help: "Correct the spelling.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (manifest?.dialect !== "claude-code") return;
    for (const { key, keyRange } of manifest.data.entries) {
      if (KNOWN.includes(key) || FOREIGN.has(key)) continue;
      const meant = nearest(key, KNOWN);
      if (meant !== undefined && !entryOf(manifest.data, meant))
        yield {
          message: `Claude Code knows no field "${key}"; it knows "${meant}".`,
          at: keyRange,
          fix: correctedKey(artifact.source, keyRange, meant),
        };
    }
  },

  examples: [
    {
      because: "known fields, and a field of one's own",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "description": "A.", "x-team": "core" }\n' },
    },
    {
      because: "a misspelt field",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "mcpservers": {} }\n' },
      reports: ['1:16 Claude Code knows no field "mcpservers"; it knows "mcpServers".'],
      fixed: '{ "name": "a", "mcpServers": {} }\n',
    },
  ],
});
