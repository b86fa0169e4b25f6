import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { codexFacts } from "../../clients/codex.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { clientName } from "../../model/client.ts";
import { dayOf } from "../../model/citation.ts";
import { hasHooks, hooksOf, isCodexOwn, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksTypeUnknown = defineArtifactRule({
  id: "hooks/type-unknown",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "A hook's handler is of a type that its client has.",
  why: "Claude Code has command, prompt, agent, http and mcp_tool handlers; other clients have fewer.",
  consequence: "The client refuses the handler, or skips it.",
  help: "Use one of the client's types.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.hookTypes,
    codexFacts.hookTypes,
    copilotCliFacts.hookFiles,
    geminiCliFacts.hookTypes,
    { read: { url: "https://cursor.com/docs/hooks.md", date: "2026-11-21" } },
  ],

  *check(artifact) {
    if (isCodexOwn(artifact.path)) return; // a rule of its own looks at the whole file
    const set = hooksOf(artifact);
    if (!set?.format || set.dialect === "kiro") return;
    const types = Object.keys(set.format.handlers);
    for (const { handler, event } of set.hooks) {
      const type = stringAt(handler, "type");
      if (!type || isGuard(set.dialect, event) || types.includes(type.value)) continue;
      const close = nearest(type.value, types);
      const hint = close === undefined ? `it has ${types.join(", ")}.` : `did you mean "${close}"?`;
      const message = `${clientName(set.dialect)} had no handlers of type "${type.value}" on ${dayOf(set.format.source)}; ${hint}`;
      yield { message, at: type.range, client: set.dialect };
    }
  },

  examples: [
    {
      because: "an http handler of Claude Code",
      files: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "http", "url": "https://a.b" }] }] } }',
      },
    },
    {
      because: "a type that no client has",
      files: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "comand", "command": "make" }] }] } }',
      },
      reports: ['1:45 Claude Code had no handlers of type "comand" on 2026-11-30; did you mean "command"?'],
    },
  ],
});
