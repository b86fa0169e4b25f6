import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { codexFacts } from "../../clients/codex.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { clientName } from "../../model/client.ts";
import { dayOf } from "../../model/citation.ts";
import { hasHooks, hooksOf, meantGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { holdsGuard } from "../../inventory/hooks/misplaced-guards.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksEventUnknown = defineArtifactRule({
  id: "hooks/event-unknown",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "Hooks wait for events that their client has.",
  why: "A client fires only its own events, and takes no notice of a hook for any other. Each client has its own names.",
  consequence: "The hook never runs, and nothing says so.",
  help: "Use the client's name for the event. If the event is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.hookEvents,
    codexFacts.hookEvents,
    copilotCliFacts.hookFiles,
    geminiCliFacts.hookEvents,
    {
      read: {
        url: "https://github.com/github/docs/blob/2199f62d4e11e60451c6f69ff8cf1908ed09cc50/content/copilot/reference/hooks-reference.md",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://cursor.com/docs/hooks.md", date: "2026-11-21" } },
  ],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const set = hooksOf(artifact);
    if (!set?.format || set.dialect === "kiro") return;
    for (const event of set.events) {
      const { key, keyRange, value } = event;
      if (value.kind !== "null" && meantGuard(set, key) !== undefined) continue; // hooks/lost-guard reports it
      if (set.format.events.includes(key) || allowed.includes(key)) continue;
      const looksThrough = set.dialect === "claude-code" && (artifact.kind === "settings" || "frontmatter" in artifact);
      if (looksThrough && holdsGuard(event)) continue; // hooks/lost-guard reports it
      const close = nearest(key, set.format.events);
      const date = dayOf(set.format.source);
      const hint = close === undefined ? "." : `; did you mean "${close}"?`;
      yield {
        message: `${clientName(set.dialect)} had no event "${key}" on ${date}${hint}`,
        at: keyRange,
        client: set.dialect,
      };
    }
  },

  examples: [
    {
      because: "each client has names of its own",
      files: {
        ".claude/settings.json": '{ "hooks": { "UserPromptSubmit": [] } }',
        ".cursor/hooks.json": '{ "version": 1, "hooks": { "beforeSubmitPrompt": [] } }',
        ".gemini/settings.json": '{ "hooks": { "BeforeAgent": [] } }',
        ".github/hooks/prompt.json": '{ "version": 1, "hooks": { "userPromptSubmitted": [] } }',
      },
    },
    {
      because: "two letters are missing",
      files: { ".claude/settings.json": '{ "hooks": { "PostToolUs": [] } }' },
      reports: ['1:14 Claude Code had no event "PostToolUs" on 2026-11-30; did you mean "PostToolUse"?'],
    },
    {
      because: "what stands below it is in no other form, for nobody reads it",
      files: {
        ".claude/settings.json":
          '{ "hooks": {\n"beforeCommit": { "command": "make" },\n"afterCommit": [{ "command": "make" }],\n"Stop": []\n} }',
      },
      reports: [
        '2:1 Claude Code had no event "beforeCommit" on 2026-11-30.',
        '3:1 Claude Code had no event "afterCommit" on 2026-11-30.',
      ],
    },
    {
      because: "an event of another client",
      files: { ".cursor/hooks.json": '{ "version": 1, "hooks": { "PermissionRequest": [] } }' },
      reports: ['1:28 Cursor had no event "PermissionRequest" on 2026-11-21.'],
    },
  ],
});
