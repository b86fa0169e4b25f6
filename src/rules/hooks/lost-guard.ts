import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const CONSEQUENCE: Readonly<Partial<Record<string, string>>> = {
  settings:
    "Nothing in this file is in effect while the entry stays: no hook, no permission rule, no sandbox. Claude Code goes on without a word.",
  agent: "Claude Code drops the subagent.",
};

export const hooksLostGuard = defineArtifactRule({
  id: "hooks/lost-guard",
  on: WITH_HOOKS,
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Claude Code can load every hook of PreToolUse and PermissionRequest.",
  why: "These hooks are guards. One that cannot be loaded, be it for a timeout in quotes, keeps Claude Code from applying the whole settings file that it stands in, `deny` rules included.",
  consequence: "The guard is not there, and nothing stops what it should stop.",
  help: "Write the entry as Claude Code reads it, or take it out; `claude doctor` says whether the file loads.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.guardEvents,
    claudeCodeSettings.hookShape,
    claudeCodeSettings.hookHandler,
    claudeCodeSettings.hookTypes,
    claudeCodeSettings.hookFields,
  ],

  *check(artifact) {
    const set = hooksOf(artifact);
    if (set?.dialect !== "claude-code") return;
    const consequence = CONSEQUENCE[artifact.kind];
    const more = { client: "claude-code" as const, ...(consequence !== undefined && { consequence }) };
    const lost = artifact.kind === "settings" ? "; this voids the whole file." : "; this guard is lost.";
    const say = (message: string): string =>
      message.endsWith("?") ? `${message} T${lost.slice(3)}` : `${message.slice(0, -1)}${lost}`;
    for (const { message, at, guard } of set.faults) if (guard) yield { message: say(message), at, ...more };
    const seen = new Set<unknown>();
    for (const { matcher, event } of set.hooks) {
      if (!matcher || seen.has(matcher) || !isGuard(set.dialect, event) || matcher.value.kind === "string") continue;
      seen.add(matcher);
      yield { message: say("A matcher has to be a text."), at: matcher.value.range, ...more };
    }
  },

  examples: [
    {
      because: "a guard that loads, and a slip at another event, which costs one hook alone",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "make", "timeout": 10 }] }], "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": "10" }] }] } }',
      },
    },
    {
      because: "a timeout in quotes: Claude Code applies neither the hook nor the `deny` beside it",
      files: {
        ".claude/settings.json":
          '{\n  "permissions": { "deny": ["Read(./.env)"] },\n  "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [\n    { "type": "command", "command": "make", "timeout": "10" }\n  ] }] }\n}',
      },
      reports: ['4:56 "timeout" has to be a number above 0; this voids the whole file.'],
    },
    {
      because: "a type with a slip, and a handler without its group",
      files: {
        ".claude/settings.json":
          '{ "hooks": {\n  "PreToolUse": [{ "hooks": [{ "type": "comand", "command": "make" }] }],\n  "PermissionRequest": [{ "type": "command", "command": "make" }]\n} }',
      },
      reports: [
        '2:40 There is no handler of type "comand"; did you mean "command"? This voids the whole file.',
        '3:27 The handlers of "PermissionRequest" have to stand in a list "hooks"; this voids the whole file.',
      ],
    },
    {
      because: "a guard of a plugin with a shell that Claude Code does not have",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "make", "shell": "zsh" }] }] } }',
      },
      reports: ['1:90 "shell" has to be "bash" or "powershell"; this guard is lost.'],
    },
  ],
});
