import { codex } from "../../clients/codex.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksShape = defineArtifactRule({
  id: "hooks/shape",
  on: WITH_HOOKS,
  severity: "error",
  summary: "Hooks have the form that their client reads.",
  why: "Claude Code, Codex and Gemini CLI look for a map of events, each with a list of groups, each with a list `hooks` of handlers. Copilot and Cursor have the handlers right below the event.",
  consequence: "The client refuses the hooks or finds none: what they should check, nobody checks.",
  help: "Give it the form of the client that reads the file.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.hookShape,
    claudeCodePlugins.pluginHooks,
    codex.hooksFile,
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://github.com/github/docs/blob/2199f62d4e11e60451c6f69ff8cf1908ed09cc50/content/copilot/reference/hooks-reference.md",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://github.com/brian-lai/para-programming-plugin/releases/tag/v1.2.4", date: "2026-11-21" } },
  ],

  *check(artifact) {
    for (const { code, message, at } of hooksOf(artifact)?.faults ?? []) if (code === "shape") yield { message, at };
  },

  examples: [
    {
      because: "events, groups, handlers: the form of Claude Code",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make check" }] }] } }',
      },
    },
    {
      because: "handlers right below the event: the form of Copilot",
      files: {
        ".github/hooks/check.json":
          '{ "version": 1, "hooks": { "sessionEnd": [{ "type": "command", "bash": "make" }] } }',
      },
    },
    {
      because: "the key is called events",
      files: { "hooks/hooks.json": '{\n  "events": { "Stop": [] }\n}' },
      reports: ['2:3 The events have to stand below a key "hooks".'],
    },
    {
      because: "a handler without its group",
      files: { ".claude/settings.json": '{ "hooks": { "Stop": [{ "type": "command", "command": "make" }] } }' },
      reports: ['1:25 The handlers of "Stop" have to stand in a list "hooks".'],
    },
    {
      because: "an event that is a map",
      files: { ".claude/settings.json": '{ "hooks": { "Stop": { "hooks": [] } } }' },
      reports: ['1:14 "Stop" has to be a list.'],
    },
  ],
});
