import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { handlerNeverRuns } from "../../inventory/hooks/handler-never-runs.ts";
import { hasHooks, hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksHandlerEvent = defineArtifactRule({
  id: "hooks/handler-event",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Claude Code runs the handler at its event.",
  why: "Not every event takes every type of handler: at SessionStart and Setup Claude Code skips http handlers, and prompts have nothing to judge.",
  consequence: "The handler never runs, or fails each time.",
  help: "Use a command there, or another event.",
  since: "0.1.0",
  sources: [
    claudeCodeHooks.hookPrompts,
    { read: { url: "https://code.claude.com/docs/en/hooks", date: "2026-11-30" } },
  ],

  *check(artifact) {
    for (const hook of hooksOf(artifact)?.hooks ?? []) {
      // Of guards `hooks/dead-guard` speaks.
      const never = isGuard(hook.dialect, hook.event) ? undefined : handlerNeverRuns(hook);
      if (never) yield { ...never, client: "claude-code" };
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
      reports: ['1:53 Claude Code runs no prompt handler at "SessionStart": there is no conversation to judge.'],
    },
  ],
});
