import { hooksOf, isCodexOwn, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { hiddenByMark } from "../../inventory/hooks/hidden-by-mark.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { codexFacts } from "../../clients/codex.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
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
  aliases: ["skill/hooks"],
  sources: [
    claudeCodeSettings.hookShape,
    claudeCodePlugins.pluginHooks,
    codexFacts.hooksFile,
    copilotCliFacts.hookFiles,
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
    const hidden = hiddenByMark(artifact);
    if (hidden)
      yield {
        message: `A byte order mark stands at the start of the file, so ${hidden.name} runs none of its hooks.`,
        at: { start: 0, end: 0 },
        client: hidden.client,
        help: "Save the file as UTF-8 without a byte order mark.",
      };
    if (isCodexOwn(artifact.path)) return; // a rule of its own looks at the whole file
    for (const { code, message, at, guard } of hooksOf(artifact)?.faults ?? [])
      if (code === "shape" && !guard) yield { message, at };
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
      because: "programs of a plugin, and a document that no client loads",
      files: {
        "plugins/p/hooks/hooks.json": '{ "modules": ["./guard.ts"] }',
        "hooks/memory/hooks.json": '{ "description": "A sample", "events": { "Stop": [] } }',
        ".github/hooks/tools/package.json": '{ "name": "tools", "version": "1.0.0", "files": [] }',
        ".github/hooks/tools/words.json": "[]",
      },
    },
    {
      because: "a handler without its group",
      files: { ".claude/settings.json": '{ "hooks": { "Stop": [{ "type": "command", "command": "make" }] } }' },
      reports: ['1:25 The handlers of "Stop" have to stand in a list "hooks".'],
    },
    {
      because: "a byte order mark in front of the hooks of a plugin",
      files: {
        "plugins/p/hooks/hooks.json":
          '\uFEFF{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
      },
      reports: ["1:1 A byte order mark stands at the start of the file, so Claude Code runs none of its hooks."],
    },
    {
      because: "one in front of those of Codex and Copilot CLI, and of settings, where it does no harm",
      files: {
        ".codex/hooks.json": '\uFEFF{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
        ".github/hooks/a.json":
          '\uFEFF{ "version": 1, "hooks": { "sessionEnd": [{ "type": "command", "bash": "make" }] } }',
        ".claude/settings.json":
          '\uFEFF{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
      },
      reports: [
        ".codex/hooks.json:1:1 A byte order mark stands at the start of the file, so Codex runs none of its hooks.",
        ".github/hooks/a.json:1:1 A byte order mark stands at the start of the file, so Copilot CLI runs none of its hooks.",
      ],
    },
    {
      because: "a byte order mark in front of no hook at all",
      files: { ".codex/hooks.json": '\uFEFF{ "hooks": {} }' },
    },
    {
      because: "a list without anything in it holds no hook that is lost",
      files: { ".claude/settings.json": '{ "hooks": [] }', ".github/hooks/a.json": '{ "version": 1, "hooks": [] }' },
    },
    {
      because: "an event that is a map",
      files: { ".claude/settings.json": '{ "hooks": { "Stop": { "hooks": [] } } }' },
      reports: ['1:14 "Stop" has to be a list.'],
    },
  ],
});
