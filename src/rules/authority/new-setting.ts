import { GRANTING_FILES } from "../../clients/forms/granting-keys.ts";
import { newAuthority } from "../../inventory/authority/authority.ts";
import { defineChangeRule } from "../../model/rule.ts";

export const authorityNewSetting = defineChangeRule({
  id: "authority/new-setting",
  severity: "warning",
  summary: "A change that sets what a client starts, fetches, trusts or lets agents do says so to its reviewers.",
  why: "A status line, a helper for keys, a plugin, a marketplace, a variable of the environment, a sandbox that is off: each is a line of configuration like any other, and each runs code or lifts a limit on every machine that works with the repository.",
  consequence: "Once merged, clients start it, load it or allow it, most of them without a question.",
  help: "Read what is started or fetched as you would read code that is installed, and allow as little as the task needs.",
  since: "0.1.0",
  reads: GRANTING_FILES.map(({ file }) => file),

  *check(change) {
    for (const { shown, at, place } of newAuthority(change, "setting", "program"))
      yield { message: `New in this change: ${shown}.`, at, ...place };
  },

  examples: [
    {
      because: "what was there before",
      base: { ".claude/settings.json": '{ "statusLine": { "type": "command", "command": "date" } }' },
      files: { ".claude/settings.json": '{ "model": "opus", "statusLine": { "type": "command", "command": "date" } }' },
    },
    {
      because: "a program for the status line, a plugin, and no sandbox",
      base: { ".claude/settings.json": "{}" },
      files: {
        ".claude/settings.json":
          '{\n  "statusLine": { "type": "command", "command": "./line.sh" },\n  "enabledPlugins": { "a@b": true },\n  "sandbox": { "enabled": false }\n}',
      },
      reports: [
        '2:38 New in this change: "statusLine.command" is "./line.sh", which the client starts.',
        '3:23 New in this change: "enabledPlugins.a@b" is "true", which the client fetches and loads.',
        '4:16 New in this change: "sandbox.enabled" is "false", which lets agents do more without asking.',
      ],
    },
  ],
});
