import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { codexFacts } from "../../clients/codex.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { deadMatcher } from "../../inventory/hooks/dead-matcher.ts";
import { isExpression } from "../../inventory/hooks/is-expression.ts";
import { hasHooks, hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksMatcher = defineArtifactRule({
  id: "hooks/matcher",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "A hook's matcher is a regular expression.",
  why: "Clients compare the matcher with the tool's name as a regular expression; a glob such as `*.ts` is none.",
  consequence: "The matcher matches nothing, and the hook never runs.",
  help: "Write a regular expression: `Edit|Write`, `mcp__github__.*`, or `*` alone for everything.",
  since: "0.1.0",
  sources: [claudeCodeHooks.hookMatching, codexFacts.hookMatcher, geminiCliFacts.hookMatcher],

  *check(artifact) {
    const seen = new Set<unknown>();
    for (const { matcher, event, dialect } of hooksOf(artifact)?.hooks ?? []) {
      // The matcher of FileChanged is a list of file names.
      if (!matcher || seen.has(matcher) || event === "FileChanged" || dialect === "kiro") continue;
      seen.add(matcher);
      const { value } = matcher;
      // Of guards `hooks/lost-guard` and `hooks/dead-guard` speak.
      if (isGuard(dialect, event)) continue;
      if (value.kind !== "string") yield { message: "A matcher has to be a text.", at: value.range };
      else if (!isExpression(value.value) && !(dialect === "claude-code" && deadMatcher(event, value.value)))
        yield { message: `"${value.value}" is no regular expression.`, at: value.range };
    }
  },

  examples: [
    {
      because: "names, and a star alone",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Edit|Write", "hooks": [{ "type": "command", "command": "a" }] }, { "matcher": "*", "hooks": [{ "type": "command", "command": "b" }] }] } }',
      },
    },
    {
      because: "a glob",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PostToolUse": [{ "matcher": "*.ts", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: ['1:43 "*.ts" is no regular expression.'],
    },
  ],
});
