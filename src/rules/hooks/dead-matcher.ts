import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { deadMatcher } from "../../inventory/hooks/dead-matcher.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksDeadMatcher = defineArtifactRule({
  id: "hooks/dead-matcher",
  on: WITH_HOOKS,
  severity: "warning",
  summary: "A matcher of Claude Code can match something.",
  why: "A matcher of letters, digits, `_`, `-`, space, `|` and `,` is names that are compared as a whole; any other is a regular expression over the tool's name, never over what the tool is called with. Some events come with a closed list of values.",
  consequence: "The hook never fires, and nothing says so: what it should stop, nothing stops.",
  help: "Name tools as Claude Code writes them (`Bash`, `mcp__github__.*`), and put what they are called with into `if`.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.hookMatchers,
    { read: { url: "https://github.com/anthropics/claude-code/issues/22423", date: "2026-11-30" } },
    { read: { url: "https://github.com/anthropics/claude-code/issues/5314", date: "2026-11-30" } },
  ],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const seen = new Set<unknown>();
    for (const { matcher, event, dialect } of hooksOf(artifact)?.hooks ?? []) {
      if (!matcher || seen.has(matcher) || dialect !== "claude-code" || matcher.value.kind !== "string") continue;
      seen.add(matcher);
      const message = allowed.includes(matcher.value.value) ? undefined : deadMatcher(event, matcher.value.value);
      if (message !== undefined) yield { message, at: matcher.value.range, client: "claude-code" };
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
      because: "the name of a server alone",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "mcp__github", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: [
        '1:42 No tool is called "mcp__github": it is compared as a whole. All tools of the server are "mcp__github__.*".',
      ],
    },
    {
      because: "a tool in lower case, and a permission rule",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [\n{ "matcher": "bash", "hooks": [{ "type": "command", "command": "a" }] },\n{ "matcher": "Bash(git add *)", "hooks": [{ "type": "command", "command": "a" }] }\n] } }',
      },
      reports: [
        '2:14 No tool is called "bash"; Claude Code writes "Bash".',
        '3:14 A matcher is compared with the tool\'s name alone, and no name is like "Bash(git add *)"; put "Bash" here, and what it is called with into `if`.',
      ],
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
