import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { codexFacts } from "../../clients/codex.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { type HookSet, hooksOf, isCodexOwn, isGuard, meantGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { misplacedGuards } from "../../inventory/hooks/misplaced-guards.ts";
import { type SkippedGuard, skippedByCodex, skippedByCopilot } from "../../inventory/hooks/skipped-guards.ts";
import type { Artifact } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import type { DataNode } from "../../model/data.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

const ALONE = "; this guard is lost.";
const VOIDED =
  "Nothing in this file is in effect while the entry stays: no hook, no permission rule, no sandbox. Claude Code goes on without a word.";
const CONSEQUENCE: Readonly<Partial<Record<string, string>>> = {
  settings: VOIDED,
  agent: "Claude Code drops the subagent.",
};

const MISPLACED: Readonly<Partial<Record<string, string>>> = {
  settings: "here it voids the whole file",
  agent: "for this Claude Code drops the subagent",
};

export const hooksLostGuard = defineArtifactRule({
  id: "hooks/lost-guard",
  on: WITH_HOOKS,
  severity: "off",
  severityFor: { "claude-code": "error", codex: "error", copilot: "error" },
  summary: "Claude Code, Codex and Copilot CLI can load every hook of PreToolUse and PermissionRequest.",
  why: "These hooks are guards. One that cannot be loaded, be it for a timeout in quotes, Codex and Copilot CLI skip, and it keeps Claude Code from applying the whole settings file that it stands in, `deny` rules included.",
  consequence: "The guard is not there, and nothing stops what it should stop.",
  help: "Write the entry as its client reads it, or take it out; `claude doctor` says whether Claude Code loads the file.",
  since: "0.1.0",
  sources: [
    claudeCodeSettings.guardEvents,
    claudeCodeSettings.misplacedGuards,
    claudeCodeFacts.agentHooks,
    claudeCodeFacts.skillHooks,
    claudeCodeSettings.hookEvents,
    claudeCodeSettings.hookShape,
    claudeCodeSettings.hookHandler,
    claudeCodeSettings.hookTypes,
    claudeCodeSettings.hookFields,
    codexFacts.hookSkipped,
    codexFacts.hookEvents,
    codexFacts.hookMatcher,
    copilotCliFacts.hookGuards,
    copilotCliFacts.hookMatcher,
  ],

  *check(artifact) {
    for (const { key, keyRange } of misplacedGuards(declares(artifact))) {
      const consequence = CONSEQUENCE[artifact.kind];
      yield {
        message: `"${key}" has to stand right below "hooks"; ${MISPLACED[artifact.kind] ?? "this guard is lost"}.`,
        at: keyRange,
        client: "claude-code",
        ...(consequence !== undefined && { consequence }),
      };
    }
    const set = hooksOf(artifact);
    // A subagent is dropped with its guards: loading/copilot-fields reports it.
    if (set?.dialect === "copilot" && artifact.kind !== "agent") yield* ofClient(set, "copilot", skippedByCopilot(set));
    if (set?.dialect === "codex") yield* ofClient(set, "codex", skippedByCodex(set, isCodexOwn(artifact.path)));
    if (set?.dialect !== "claude-code") return;
    const consequence = CONSEQUENCE[artifact.kind];
    const more = { client: "claude-code" as const, ...(consequence !== undefined && { consequence }) };
    const lost = artifact.kind === "settings" ? "; this voids the whole file." : ALONE;
    const say = (message: string, end = lost): string => sentence(message, end);
    for (const { message, at, guard, idle } of set.faults) {
      if (!guard) continue;
      if (idle) yield { message: say(message, ALONE), at, client: "claude-code" };
      else yield { message: say(message), at, ...more };
    }
    yield* ofClient(set, "claude-code");
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
      because: "an event as Copilot writes it, and beside the right one",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "preToolUse": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
        ".claude/settings.local.json":
          '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "make" }] }], "preToolUse": [] } }',
      },
      reports: [
        '.claude/settings.json:1:14 There is no event "preToolUse"; did you mean "PreToolUse"? This guard is lost.',
      ],
    },
    {
      because: "a guard whose command is empty: the rest of the file holds",
      files: {
        ".claude/settings.json": '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "" }] }] } }',
      },
      reports: ['1:62 "command" of a command handler of "PreToolUse" is empty; this guard is lost.'],
    },
    {
      because: "guards outside `hooks`, misplaced or put aside, and what is none",
      files: {
        ".claude/settings.json":
          '{ "PreToolUse": [],\n"env": { "PreToolUse": "1" }, "PostToolUse": [{ "hooks": [{}] }], "_notes": { "PreToolUse": "later" },\n"_hooks": { "preToolUse": [{ "hooks": [{}] }] },\n"PermissionRequest": [{}] }',
      },
      reports: [
        '3:13 "preToolUse" has to stand right below "hooks"; here it voids the whole file.',
        '4:1 "PermissionRequest" has to stand right below "hooks"; here it voids the whole file.',
      ],
    },
    {
      because: "hooks within hooks",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "hooks": {\n"PreToolUse": [{ "hooks": [{ "type": "command", "command": "make" }] }] } } }',
      },
      reports: ['2:1 "PreToolUse" has to stand right below "hooks"; here it voids the whole file.'],
    },
    {
      because: "guards of a subagent and a skill below another key, and what somebody keeps for himself",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\nhook:\n  PreToolUse:\n    - hooks:\n        - { type: command, command: make }\n---\nA.\n",
        ".claude/agents/b.md":
          "---\nname: b\ndescription: B.\nmetadata:\n  PreToolUse:\n    - hooks:\n        - { type: command, command: make }\n---\nB.\n",
        ".claude/skills/c/SKILL.md":
          "---\nname: c\ndescription: C.\nPreToolUse:\n  - hooks:\n      - { type: command, command: make }\n---\nC.\n",
      },
      reports: [
        '.claude/agents/a.md:5:3 "PreToolUse" has to stand right below "hooks"; for this Claude Code drops the subagent.',
        '.claude/skills/c/SKILL.md:4:1 "PreToolUse" has to stand right below "hooks"; this guard is lost.',
      ],
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
    {
      because: "guards of Copilot CLI: a number in quotes, an address that anybody on the way can answer for, a type",
      files: {
        ".github/hooks/guard.json":
          '{ "version": 1, "hooks": { "preToolUse": [\n{ "bash": "make", "timeoutSec": "10" },\n{ "type": "http", "url": "http://a.example" },\n{ "type": "comand", "bash": "make" },\n{ "bash": "make", "matcher": "bash|edit" }],\n"postToolUse": [{ "bash": "make", "timeoutSec": "10" }] } }',
      },
      reports: [
        '2:33 "timeoutSec" has to be a number above 0; this guard is lost.',
        '3:26 "url" has to be a URL that begins with https; this guard is lost.',
        '4:11 There is no handler of type "comand"; did you mean "command"? This guard is lost.',
      ],
    },
    {
      because: "matchers of Copilot CLI: its own events name tools as it does, and take `*` for no expression",
      files: {
        ".github/hooks/guard.json":
          '{ "version": 1, "hooks": {\n"preToolUse": [{ "bash": "make", "matcher": "Bash|Edit" }, { "bash": "make", "matcher": "*" }],\n"PreToolUse": [{ "matcher": "Bash", "hooks": [{ "command": "make" }] }, { "matcher": "*", "hooks": [{ "command": "make" }] }] } }',
      },
      reports: [
        '2:45 "Bash|Edit" is how Claude Code calls tools; "preToolUse" knows none of that name; this guard is lost.',
        '2:89 "*" is no regular expression; this guard is lost.',
      ],
    },
    {
      because: "guards of Codex: a handler without its group, types that it does not run, a slip, no expression",
      files: {
        ".codex/hooks.json":
          '{ "hooks": {\n"PreToolUse": [{ "type": "command", "command": "make" }, { "hooks": [{ "type": "prompt" }] }],\n"PermisionRequest": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "make" }] }] } }',
        ".codex/config.toml":
          '[[hooks.PreToolUse]]\nmatcher = "["\n[[hooks.PreToolUse.hooks]]\ntype = "command"\ncommand = "make"\n',
      },
      reports: [
        '.codex/config.toml:2:11 "[" is no regular expression; this guard is lost.',
        '.codex/hooks.json:2:18 The handlers of "PreToolUse" have to stand in a list "hooks"; this guard is lost.',
        '.codex/hooks.json:2:80 Codex does not run handlers of type "prompt" yet; this guard is lost.',
        '.codex/hooks.json:3:1 There is no event "PermisionRequest"; did you mean "PermissionRequest"? This guard is lost.',
      ],
    },
    {
      because: "an event of Copilot CLI with a slip",
      files: { ".github/hooks/a.json": '{ "version": 1, "hooks": { "preToolUze": [{ "bash": "make" }] } }' },
      reports: ['1:28 There is no event "preToolUze"; did you mean "preToolUse"? This guard is lost.'],
    },
  ],
});

/** What Claude Code looks through for guards that do not stand where they belong. */
function declares(artifact: Artifact): DataNode | undefined {
  if (artifact.kind === "settings") return artifact.dialect === "claude-code" ? artifact.data : undefined;
  if (artifact.kind === "agent" || artifact.kind === "command")
    return artifact.dialect === "claude-code" ? artifact.frontmatter?.data : undefined;
  return artifact.kind === "skill" ? artifact.frontmatter?.data : undefined;
}

const sentence = (message: string, end: string): string =>
  message.endsWith("?") ? `${message} T${end.slice(3)}` : `${message.slice(0, -1)}${end}`;

/** Guards at events that their client does not know, and those that it passes over. */
function* ofClient(set: HookSet, client: Client, skipped: Iterable<SkippedGuard> = []): Generator<Finding> {
  for (const { key, keyRange: at, value } of set.events) {
    const meant = value.kind === "list" ? meantGuard(set, key) : undefined; // hooks/shape reports the others
    const message = `There is no event "${key}"; did you mean "${meant}"?`;
    if (meant !== undefined) yield { message: sentence(message, ALONE), at, client };
  }
  for (const { message, at } of skipped) yield { message: sentence(message, ALONE), at, client };
}
