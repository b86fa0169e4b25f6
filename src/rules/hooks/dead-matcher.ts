import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { deadMatcher } from "../../inventory/hooks/dead-matcher.ts";
import { hasHooks, hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksDeadMatcher = defineArtifactRule({
  id: "hooks/dead-matcher",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "A matcher of Claude Code can match something.",
  why: "A matcher of letters, digits, `_`, `-`, space, `|` and `,` is names that are compared as a whole; any other is a regular expression over the tool's name, never over what the tool is called with. Some events come with a closed list of values.",
  consequence: "The hook does not fire for it, and nothing says so.",
  help: "Name tools as Claude Code writes them (`Bash`, `mcp__github__.*`), and put what they are called with into `if`.",
  since: "0.1.0",
  sources: [
    claudeCodeHooks.hookMatching,
    claudeCodeHooks.hookToolNames,
    claudeCodeHooks.hookStarts,
    claudeCodeSettings.hookMatchers,
  ],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const seen = new Set<unknown>();
    for (const { matcher, event, dialect } of hooksOf(artifact)?.hooks ?? []) {
      if (!matcher || seen.has(matcher) || dialect !== "claude-code" || matcher.value.kind !== "string") continue;
      seen.add(matcher);
      const dead = allowed.includes(matcher.value.value) ? undefined : deadMatcher(event, matcher.value.value);
      // A guard of which nothing is left, `hooks/dead-guard` reports.
      if (dead && !(dead.whole && isGuard(dialect, event)))
        yield { message: dead.message, at: matcher.value.range, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "names, all tools of a server, a tool that nobody knows yet, and a value that the event has",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Edit|Write, Teleport|mcp__github__get", "hooks": [{ "type": "command", "command": "a" }] }, { "matcher": "mcp__github__.*", "hooks": [{ "type": "command", "command": "a" }] }], "SessionStart": [{ "matcher": "startup|resume", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
    },
    {
      because: "a server's name alone beside a tool, and a tool in lower case behind the call",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Bash|mcp__github", "hooks": [{ "type": "command", "command": "a" }] }],\n"PostToolUse": [{ "matcher": "bash", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: [
        '1:42 No tool is called "mcp__github": it is compared as a whole. All tools of the server are "mcp__github__.*".',
        '2:30 No tool is called "bash"; Claude Code writes "Bash".',
      ],
    },
    {
      because: "a name that resembles a tool's",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Bsh", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: ['1:42 No tool is called "Bsh"; did you mean "Bash"?'],
    },
    {
      because: "a value that the event never has",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "SessionStart": [{ "matcher": "resumed", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: ['1:44 "SessionStart" never comes with "resumed"; did you mean "resume"?'],
    },
  ],
});
