import { hasHooks, hooksOf, isCodexOwn, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { codexFacts } from "../../clients/codex.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksHandler = defineArtifactRule({
  id: "hooks/handler",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "error",
  summary: "A hook's handler has what its type needs.",
  why: "A command handler needs a command, an http handler a URL, a prompt handler a prompt, and Claude Code and Codex need the type itself.",
  consequence: "The client refuses the handler, and Claude Code possibly all hooks of the file.",
  help: "Add the field, or take the handler out.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.hookHandler,
    codexFacts.hooksFile,
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
    {
      read: {
        url: "https://github.com/openai/codex/blob/7cd4bc1a4f204909c39450730d4f70a85a04528d/codex-rs/config/src/hook_config.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    if (isCodexOwn(artifact.path)) return; // a rule of its own looks at the whole file
    for (const { code, message, at, guard } of hooksOf(artifact)?.faults ?? [])
      if (code === "handler" && !guard) yield { message, at };
  },

  examples: [
    {
      because: "a command, and for Cursor no type",
      files: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
        ".cursor/hooks.json": '{ "version": 1, "hooks": { "stop": [{ "command": "make" }] } }',
      },
    },
    {
      because: "no type",
      files: { ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "command": "make" }] }] } }' },
      reports: ['1:37 A handler of "Stop" has no "type".'],
    },
    {
      because: "a handler for no system at all",
      files: { ".github/hooks/a.json": '{ "hooks": { "sessionEnd": [{ "type": "command", "cwd": "." }] } }' },
      reports: [
        '1:39 A command handler of "sessionEnd" has no "bash" or "powershell" or "command" or "exec" or "windows" or "linux" or "osx".',
      ],
    },
    {
      because: "the address has another name",
      files: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "http", "uri": "https://a.b" }] }] } }',
      },
      reports: ['1:45 An http handler of "Stop" has no "url".'],
    },
  ],
});
