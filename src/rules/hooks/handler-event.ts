import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** Handlers that Claude Code does not run at an event, and why. */
const NEVER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SessionStart: {
    agent: "there is no conversation yet",
    http: "it skips them there",
    prompt: "there is no conversation yet",
  },
  Setup: { agent: "there is no conversation yet", http: "it skips them there", prompt: "there is no conversation yet" },
  PermissionRequest: { agent: "its agent would ask for permission itself" },
};

export const hooksHandlerEvent = defineArtifactRule({
  id: "hooks/handler-event",
  on: WITH_HOOKS,
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Claude Code runs the handler at its event.",
  why: "Not every event takes every type of handler: at SessionStart and Setup Claude Code skips http handlers, and prompts have nothing to judge.",
  consequence: "The handler never runs, or fails each time.",
  help: "Use a command there, or another event.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/anthropics/claude-code/releases/tag/v2.1.332", date: "2026-11-30" } },
    { read: { url: "https://code.claude.com/docs/en/hooks", date: "2026-11-30" } },
  ],

  *check(artifact) {
    for (const { event, handler, type, dialect } of hooksOf(artifact)?.hooks ?? []) {
      const types = dialect === "claude-code" && Object.hasOwn(NEVER, event) ? NEVER[event] : undefined;
      const why = types && Object.hasOwn(types, type) ? types[type] : undefined;
      const at = stringAt(handler, "type")?.range;
      if (why === undefined || !at) continue;
      const message = `Claude Code runs no ${type} handler at "${event}": ${why}.`;
      yield { message, at, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "a command at the start, a prompt before a tool",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "SessionStart": [{ "hooks": [{ "type": "command", "command": "a" }] }], "PreToolUse": [{ "hooks": [{ "type": "prompt", "prompt": "a" }] }] } }',
      },
    },
    {
      because: "a prompt before anything was said",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "SessionStart": [{ "hooks": [{ "type": "prompt", "prompt": "a" }] }] } }',
      },
      reports: ['1:53 Claude Code runs no prompt handler at "SessionStart": there is no conversation yet.'],
    },
  ],
});
