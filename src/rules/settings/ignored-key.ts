import { codexFacts } from "../../clients/codex.ts";
import { IGNORED_IN_A_REPOSITORY, IGNORED_MODES } from "../../clients/forms/claude-ignored-settings.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { type DataEntry, entryOf, valueAt } from "../../model/data.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsIgnoredKey = defineArtifactRule({
  id: "settings/ignored-key",
  on: ["settings"],
  severity: "warning",
  summary: "The settings of a repository are some that its client takes from a repository.",
  why: "What decides for a whole organisation, or what could be turned against a user, Claude Code takes from managed settings or from the user's own alone, and Codex from the user's own. A config.toml that says which `projects` are trusted is somebody's own.",
  consequence: "The setting has no effect: whoever relies on it is wrong.",
  help: "Put it where the client reads it, or take it out.",
  since: "0.1.0",
  sources: [claudeCodeSettings.managedKeys, claudeCodeSettings.ignoredKeys, codexFacts.ignoredKeys],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ path, data, dialect }, { allowed }) {
    if (data?.kind !== "map") return;
    if (dialect === "codex" && !entryOf(data, "projects"))
      for (const { key, keyRange } of data.entries)
        if (OF_CODEX.has(key) && !allowed.includes(key))
          yield { message: `Codex takes "${key}" from the user's config.toml alone.`, at: keyRange, client: "codex" };
    if (dialect !== "claude-code") return;
    const shared = /(?:^|\/)\.claude\/settings\.json$/.test(path);
    for (const { name, entry } of keysOf(data.entries)) {
      const from = Object.hasOwn(IGNORED_IN_A_REPOSITORY, name) ? IGNORED_IN_A_REPOSITORY[name] : undefined;
      if (from === undefined || allowed.includes(name) || (!shared && from !== "managed settings")) continue;
      yield { message: `Claude Code takes "${name}" from ${from} alone.`, at: entry.keyRange, client: "claude-code" };
    }
    const mode = stringAt(valueAt(data, "permissions"), "defaultMode");
    if (shared && mode && IGNORED_MODES.includes(mode.value) && !allowed.includes(mode.value))
      yield {
        message: `Claude Code takes the mode "${mode.value}" from the user's settings alone.`,
        at: mode.range,
        client: "claude-code",
      };
  },

  examples: [
    {
      because: "settings that a repository may have",
      files: { ".claude/settings.json": '{ "env": { "CI": "1" }, "permissions": { "defaultMode": "plan" } }' },
    },
    {
      because: "a mode that only the user may choose",
      files: { ".claude/settings.json": '{ "permissions": { "defaultMode": "bypassPermissions" } }' },
      reports: ['1:35 Claude Code takes the mode "bypassPermissions" from the user\'s settings alone.'],
    },
    {
      because: "models that only an administrator may forbid",
      files: {
        ".claude/settings.json": '{ "deniedModels": ["opus"], "sandbox": {\n"ripgrep": { "command": "rg" } } }',
      },
      reports: [
        '1:3 Claude Code takes "deniedModels" from managed settings alone.',
        '2:1 Claude Code takes "sandbox.ripgrep" from the user\'s settings alone.',
      ],
    },
    {
      because: "a profile, which only the user has, and what Codex takes from a repository",
      files: {
        ".codex/config.toml": 'profile = "safe"\nmodel = "gpt-6"\n\n[profiles.safe]\nsandbox_mode = "read-only"\n',
      },
      reports: [
        `1:1 Codex takes "profile" from the user's config.toml alone.`,
        `4:2 Codex takes "profiles" from the user's config.toml alone.`,
      ],
    },
    {
      because: "somebody's own config.toml, in a repository of such files",
      files: {
        ".codex/config.toml": 'notify = ["bell"]\n\n[projects."/home/me/work"]\ntrust_level = "trusted"\n',
      },
    },
  ],
});

const OF_CODEX: ReadonlySet<string> = new Set(codexFacts.ignoredKeys.value);

/** The keys of the map, and those of `sandbox` by their path. */
const keysOf = (entries: readonly DataEntry[]): readonly { readonly name: string; readonly entry: DataEntry }[] =>
  entries.flatMap((entry) => [
    { name: entry.key, entry },
    ...(entry.key === "sandbox" && entry.value.kind === "map"
      ? entry.value.entries.map((inner) => ({ name: `sandbox.${inner.key}`, entry: inner }))
      : []),
  ]);
