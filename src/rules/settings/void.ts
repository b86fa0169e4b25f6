import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { claudeVoiding } from "../../clients/forms/claude-settings.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsVoid = defineArtifactRule({
  id: "settings/void",
  on: ["settings"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Claude Code applies the settings file: its values have the forms that Claude Code asks for.",
  why: "Claude Code checks the file as a whole when it starts. One value of another form, be it a number in quotes or a mode with a slip, and it applies none of the others.",
  consequence:
    "Nothing in this file is in effect while the value stays: no hook, no permission rule, no sandbox. Claude Code goes on without a word.",
  help: "Write the value as the message says; `claude doctor` says whether the file loads. If it is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeSettings.settingForms, claudeCodeSettings.permissionModes],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ data, dialect }, { allowed }) {
    if (dialect !== "claude-code" || !data) return;
    for (const { message, at, unknown } of misfits(data, claudeVoiding(), ""))
      if (unknown === undefined || !allowed.includes(unknown))
        yield { message: `${message.slice(0, -1)}; this voids the whole file.`, at, client: "claude-code" };
  },

  examples: [
    {
      because: "values of the right form, a key that nobody knows, and an event's list of one plugin's versions",
      files: {
        ".claude/settings.json":
          '{ "model": "opus", "fromTheFuture": [], "env": { "A": 1 }, "enabledPlugins": { "a@b": ["1.0.0"] }, "sandbox": { "enabled": true }, "enabledMcpjsonServers": "all" }',
      },
    },
    {
      because: "truth in quotes: Claude Code applies neither the sandbox nor the `deny` beside it",
      files: {
        ".claude/settings.json":
          '{\n  "permissions": { "deny": ["Read(./.env)"] },\n  "sandbox": { "enabled": "true" }\n}',
      },
      reports: ['3:27 "sandbox.enabled" has to be true or false; this voids the whole file.'],
    },
    {
      because: "a mode with a slip, one folder in place of a list, and a status line without its command",
      files: {
        ".claude/settings.json":
          '{ "permissions": {\n"defaultMode": "Plan",\n"additionalDirectories": "../docs" },\n"statusLine": { "type": "command" } }',
      },
      reports: [
        '2:16 "permissions.defaultMode" is "Plan"; it may be acceptEdits, auto, bypassPermissions, default, dontAsk, plan, manual; this voids the whole file.',
        '3:26 "permissions.additionalDirectories" has to be a list; this voids the whole file.',
        '4:1 "statusLine" has no "command"; this voids the whole file.',
      ],
    },
    {
      because: "no day at all",
      files: { ".claude/settings.json": '{ "cleanupPeriodDays": 0 }' },
      reports: ['1:24 "cleanupPeriodDays" has to be a whole number above 0; this voids the whole file.'],
    },
  ],
});
