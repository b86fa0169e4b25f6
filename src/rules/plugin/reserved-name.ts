import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { marketplaceEntries, pluginManifest, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginReservedName = defineArtifactRule({
  id: "plugin/reserved-name",
  on: ["plugin", "marketplace"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Plugins and marketplaces of Claude Code have names that it does not keep for itself.",
  why: "A name such as `claude-review` passes as one of Anthropic's own; some names of marketplaces stand for Claude Code's own places.",
  consequence: "`claude plugin validate` refuses it, and a marketplace of such a name cannot be added.",
  help: "Choose another name.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginReservedName,
    claudeCodePlugins.pluginOwnName,
    claudeCodePlugins.marketplaceReservedName,
  ],

  *check(artifact) {
    if (artifact.dialect !== "claude-code" || byAnthropic(artifact.data)) return;
    if (artifact.kind === "marketplace") {
      const name = valueAt(artifact.data, "name");
      if (name?.kind === "string" && MARKETPLACES.includes(name.value))
        yield {
          message: `The name "${name.value}" is one of Claude Code's own.`,
          at: name.range,
          client: "claude-code",
        };
      for (const { name: plugin, at } of marketplaceEntries(artifact))
        if (plugin !== undefined && isReserved(plugin))
          yield { message: `The name "${plugin}" passes as one of Anthropic's own.`, at, client: "claude-code" };
      return;
    }
    const name = valueAt(pluginManifest(artifact)?.data, "name");
    if (name?.kind === "string" && isReserved(name.value))
      yield {
        message: `The name "${name.value}" passes as one of Anthropic's own.`,
        at: name.range,
        client: "claude-code",
      };
  },

  examples: [
    {
      because: "a name of one's own, and a plugin of Anthropic",
      files: {
        "a/.claude-plugin/plugin.json": '{ "name": "review" }\n',
        "b/.claude-plugin/plugin.json": '{ "name": "claude-review", "author": { "name": "Anthropic" } }\n',
      },
    },
    {
      because: "a name that passes as another's",
      files: { ".claude-plugin/plugin.json": '{ "name": "claude-review" }\n' },
      reports: ['1:11 The name "claude-review" passes as one of Anthropic\'s own.'],
    },
    {
      because: "Anthropic's own name, and one that calls itself official",
      files: {
        "a/.claude-plugin/plugin.json": '{ "name": "anthropic" }\n',
        "b/.claude-plugin/plugin.json": '{ "name": "official-claude-tools" }\n',
        "c/.claude-plugin/plugin.json": '{ "name": "tools-for-claude" }\n',
      },
      reports: [
        'a/.claude-plugin/plugin.json:1:11 The name "anthropic" passes as one of Anthropic\'s own.',
        'b/.claude-plugin/plugin.json:1:11 The name "official-claude-tools" passes as one of Anthropic\'s own.',
      ],
    },
    {
      because: "a name that stands for a place of Claude Code",
      files: { ".claude-plugin/marketplace.json": '{ "name": "inline", "plugins": [] }\n' },
      reports: ['1:11 The name "inline" is one of Claude Code\'s own.'],
    },
  ],
});

const MARKETPLACES: readonly string[] = claudeCodePlugins.marketplaceReservedName.value;
const OWN: readonly string[] = claudeCodePlugins.pluginOwnName.value;
const isReserved = (name: string): boolean =>
  claudeCodePlugins.pluginReservedName.value.some((one) => name.startsWith(one)) ||
  OWN.includes(name) ||
  /(?:^|[-_.])official[-_.](?:claude|anthropic)|(?:claude|anthropic)[-_.]official(?=[-_.]|$)/.test(name);
const byAnthropic = (data: Parameters<typeof stringAtKeys>[0]): boolean =>
  ["author", "owner"].some((key) => /^anthropic\b/i.test(stringAtKeys(data, key, "name") ?? ""));
