import { hasHooks, hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { ofType } from "../../inventory/hooks/of-type.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const EVERYTHING: ReadonlySet<string> = new Set(["", "*", ".*"]);

export const hooksIgnoredField = defineArtifactRule({
  id: "hooks/ignored-field",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "info",
  summary: "A hook has no fields that its client ignores where they stand.",
  why: "Some events have nothing to match, and only commands can run in the background.",
  consequence: "The hook runs more often, or waits longer, than its author thinks.",
  help: "Take the field out; let the handler itself decide.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://docs.anthropic.com/de/docs/claude-code/hooks", date: "2026-11-21" } },
  ],

  *check(artifact) {
    const set = hooksOf(artifact);
    const seen = new Set<unknown>();
    for (const { matcher, event, handler, type, dialect } of set?.hooks ?? []) {
      const text = matcher?.value.kind === "string" ? matcher.value.value : "";
      if (matcher && !seen.has(matcher) && !EVERYTHING.has(text) && set?.format?.unmatched?.includes(event)) {
        seen.add(matcher);
        yield { message: `"${event}" takes no notice of a matcher.`, at: matcher.keyRange };
      }
      const background = entryOf(handler, "async");
      if (dialect === "claude-code" && background && type !== "command")
        yield { message: `A${ofType(type, "handler").slice(1)} takes no notice of "async".`, at: background.keyRange };
    }
  },

  examples: [
    {
      because: "tools can be matched",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
    },
    {
      because: "a matcher where there is nothing to match",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: ['1:25 "Stop" takes no notice of a matcher.'],
    },
  ],
});
