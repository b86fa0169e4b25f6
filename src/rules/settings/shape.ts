import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { claudeLeftOut, claudeVoiding } from "../../clients/forms/claude-settings.ts";
import { CLAUDE_SETTINGS_SOURCE } from "../../clients/settings-keys.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsShape = defineArtifactRule({
  id: "settings/shape",
  on: ["settings"],
  severity: "warning",
  summary: "Settings that Claude Code may leave out have the form that it reads.",
  why: "Claude Code leaves some settings out where it cannot use their value, and applies the others. Where it applies nothing of the file, `settings/void` says so.",
  consequence: "Claude Code ignores the setting.",
  help: "Write the value in the form that the message names. If it is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeSettings.settingValues, CLAUDE_SETTINGS_SOURCE],
  aliases: ["settings/value"],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const { data, dialect } = artifact;
    if (dialect !== "claude-code" || data?.kind !== "map") return;
    const hasOwnRules = (path: string): boolean => path === "hooks" && hooksOf(artifact) !== undefined;
    const said = [...misfits(data, claudeVoiding(), "")].map(({ path }) => path);
    for (const { message, at, path, unknown } of misfits(data, claudeLeftOut(), ""))
      if (!hasOwnRules(path) && !said.some((one) => one.startsWith(path)) && !allowed.includes(unknown ?? ""))
        yield { message, at, client: "claude-code" };
  },

  examples: [
    {
      because: "values that Claude Code has, and a key that nobody knows",
      files: { ".claude/settings.json": '{ "teammateMode": "tmux", "deniedMcpServers": [], "fromTheFuture": 5 }' },
    },
    {
      because: "a mode that is none, one server in place of a list, and a marketplace by its name alone",
      files: {
        ".claude/settings.json":
          '{ "teammateMode": "screen",\n"deniedMcpServers": "files",\n"extraKnownMarketplaces": { "ours": "acme/plugins" } }',
      },
      reports: [
        '1:19 "teammateMode" is "screen"; it may be auto, tmux, iterm2, in-process.',
        '2:21 "deniedMcpServers" has to be a list.',
        '3:37 "extraKnownMarketplaces.ours" has to be a map.',
      ],
    },
    {
      because: "hooks that are an empty list: nothing is lost with it, and Claude Code calls it invalid",
      files: { ".claude/settings.json": '{ "hooks": [] }' },
      reports: ['1:12 "hooks" has to be a map.'],
    },
    {
      because: "a repository under another key",
      files: {
        ".claude/settings.json":
          '{ "extraKnownMarketplaces": { "ours": { "source": { "source": "github", "repository": "acme/plugins" } } } }',
      },
      reports: ['1:41 "extraKnownMarketplaces.ours.source" has no "repo".'],
    },
  ],
});
