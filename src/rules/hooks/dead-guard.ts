import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { deadMatcher } from "../../inventory/hooks/dead-matcher.ts";
import { handlerNeverRuns } from "../../inventory/hooks/handler-never-runs.ts";
import { isExpression } from "../../inventory/hooks/is-expression.ts";
import type { Hook } from "../../inventory/hooks/hook.ts";
import { hasHooks, hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { twoConditions } from "../../inventory/hooks/two-conditions.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

export const hooksDeadGuard = defineArtifactRule({
  id: "hooks/dead-guard",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Every hook of PreToolUse and PermissionRequest can run.",
  why: "These hooks are guards, and Claude Code says nothing where one never runs: it compares a matcher of letters, digits, `_`, `-`, space, `|` and `,` as whole names, any other as a regular expression with the tool's name alone, and `if` with one rule.",
  consequence: "The guard is loaded, never runs, and nothing stops what it should stop.",
  help: "Name tools as Claude Code writes them (`Bash`, `mcp__github__.*`), put what they are called with into `if`, and write a handler for each rule.",
  since: "0.1.0",
  sources: [
    claudeCodeHooks.hookMatching,
    claudeCodeHooks.hookToolNames,
    claudeCodeHooks.hookConditions,
    claudeCodeHooks.hookPrompts,
  ],

  *check(artifact) {
    const seen = new Set<unknown>();
    for (const hook of hooksOf(artifact)?.hooks ?? []) {
      if (hook.dialect !== "claude-code" || !isGuard(hook.dialect, hook.event)) continue;
      for (const finding of [ofMatcher(hook, seen), ofHandler(hook)])
        if (finding) yield { ...finding, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "names, all tools of a server, one rule, and a name of which a part can match",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Edit|Write|edit", "hooks": [{ "type": "command", "command": "a", "if": "Edit(*.ts)" }] }, { "matcher": "Bash(.*)", "hooks": [{ "type": "command", "command": "a" }] }, { "matcher": "Bash(git *)|Edit", "hooks": [{ "type": "command", "command": "a" }] }, { "matcher": "mcp__github__.*|Bash:*", "hooks": [{ "type": "command", "command": "a" }] }] } }',
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
      because: "what the names of all tools of servers begin with, and those of one",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [\n{ "matcher": "mcp__", "hooks": [{ "type": "command", "command": "a" }] },\n{ "matcher": "mcp__github__", "hooks": [{ "type": "command", "command": "a" }] }\n] } }',
      },
      reports: [
        '2:14 No tool is called "mcp__": it is compared as a whole. All tools of MCP servers are "mcp__.*".',
        '3:14 No tool is called "mcp__github__": it is compared as a whole. All tools of the server are "mcp__github__.*".',
      ],
    },
    {
      because: "a tool in lower case, a permission rule, a path, and a glob",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [\n{ "matcher": "bash", "hooks": [{ "type": "command", "command": "a" }] },\n{ "matcher": "Bash(git add *)", "hooks": [{ "type": "command", "command": "a" }] },\n{ "matcher": ".*\\\\.env", "hooks": [{ "type": "command", "command": "a" }] },\n{ "matcher": "*.env", "hooks": [{ "type": "command", "command": "a" }] }\n] } }',
      },
      reports: [
        '2:14 No tool is called "bash"; Claude Code writes "Bash".',
        '3:14 A matcher is compared with the tool\'s name alone, and no name is like "Bash(git add *)"; put "Bash" here, and what it is called with into `if`.',
        '4:14 A matcher is compared with the tool\'s name alone, which never has a period, a slash, a colon or a space as ".*\\.env" wants; name the tool here, and put the path into `if`.',
        '5:14 "*.env" is no regular expression.',
      ],
    },
    {
      because: "two rules in one condition, and an agent that would have to ask for permission itself",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "a",\n"if": "Edit(*.ts)|Write(*.ts)" }] }],\n"PermissionRequest": [{ "hooks": [{ "type": "agent", "prompt": "a" }] }] } }',
      },
      reports: [
        '2:7 "if" holds one rule: "Edit(*.ts)|Write(*.ts)" is never true.',
        '3:45 Claude Code runs no agent handler at "PermissionRequest": its agent would ask for permission itself.',
      ],
    },
  ],
});

function ofMatcher({ matcher, event }: Hook, seen: Set<unknown>): Finding | undefined {
  if (!matcher || seen.has(matcher) || matcher.value.kind !== "string") return undefined;
  seen.add(matcher);
  const { value: text, range: at } = matcher.value;
  const dead = deadMatcher(event, text);
  if (dead?.whole === true) return { message: dead.message, at };
  return isExpression(text) ? undefined : { message: `"${text}" is no regular expression.`, at };
}

const ofHandler = (hook: Hook): Finding | undefined => handlerNeverRuns(hook) ?? twoConditions(hook);
