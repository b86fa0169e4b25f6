import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { CLAUDE_SETTINGS_SOURCE } from "../../clients/settings-keys.ts";
import { unreadSettings } from "../../inventory/authority/unread-settings.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { unreadSetting } from "../unread-setting.ts";

export const settingsUnknownKey = defineArtifactRule({
  id: "settings/unknown-key",
  on: ["settings"],
  severity: "warning",
  summary: "Claude Code's settings are spelled as it knows them, and stand where it looks for them.",
  why: "Claude Code takes no notice of a key that it does not know in its place. Only those that resemble a known one, or belong elsewhere, are reported: the list grows. `settings/lost-guard` reports those that should forbid something.",
  consequence: "The setting has no effect.",
  help: "Write the key as the message says, in its place. If the key is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeSettings.unreadSettings, CLAUDE_SETTINGS_SOURCE],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check({ data, dialect, source }, { allowed }) {
    if (dialect !== "claude-code" || data?.kind !== "map") return;
    for (const setting of unreadSettings(data))
      // settings/lost-guard reports those that guard
      if (!setting.guards && !allowed.includes(setting.entry.key)) yield unreadSetting(setting, source);
  },

  examples: [
    {
      because: "known keys, and one that resembles none",
      files: { ".claude/settings.json": '{ "model": "opus", "acmeInternal": true }' },
    },
    {
      because: "hooks that somebody has put aside",
      files: { ".claude/settings.json": '{ "_hooks": {}, "//model": "opus" }' },
    },
    {
      because: "a letter is missing",
      files: { ".claude/settings.json": '{ "permisions": {} }' },
      reports: ['1:3 There is no setting "permisions"; did you mean "permissions"?'],
      fixed: '{ "permissions": {} }',
    },
    {
      because: "the way to a setting in one key",
      files: { ".claude/settings.json": '{ "permissions.allow": ["Bash(make)"], "env.A": "1" }' },
      reports: [
        '1:3 No setting is called "permissions.allow": "allow" has to stand in a map "permissions".',
        '1:40 No setting is called "env.A": "A" has to stand in a map "env".',
      ],
    },
    {
      because: "settings one step too high, or too deep",
      files: {
        ".claude/settings.json":
          '{ "allow": ["Bash(make)"],\n"PostToolUse": [{ "hooks": [{ "type": "command", "command": "make" }] }],\n"sandbox": { "allowedDomains": ["a.example"] } }',
      },
      reports: [
        '1:3 There is no setting "allow"; did you mean "permissions.allow"?',
        '2:1 There is no setting "PostToolUse"; did you mean "hooks.PostToolUse"?',
        '3:14 There is no setting "sandbox.allowedDomains"; did you mean "sandbox.network.allowedDomains"?',
      ],
    },
  ],
});
