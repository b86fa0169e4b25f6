import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { withVariables } from "../../inventory/authority/shell-quotes.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import type { Artifact } from "../../model/artifact.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** A variable that nothing stands in for where it is unset. */
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?!\w|:?[-+=]))/g;
/** Names that say what a hook was called with; a program may set others of Claude Code's prefix. */
const OF_THE_CALL = [
  /^CLAUDE_(?:TOOL|FILE|HOOK|EVENT|INPUT|OUTPUT|COMMAND|PROMPT|USER_PROMPT|MESSAGE|RESPONSE|NOTIFICATION|TRANSCRIPT)S?(?:_|$)/,
  /^CLAUDE_SESSION_ID$/,
  /^TOOL_(?:INPUT|NAME|OUTPUT|RESPONSE|RESULT)(?:_|$)|^tool_(?:input|name|response)(?:_|$)/,
  /^(?:FILE_PATHS?|file_path|HOOK_EVENT_NAME|hook_event_name|HOOK_INPUT|transcript_path)$/,
];
/** After these a shell may know more variables than the command shows. */
const FILLED_ELSEWHERE = /(?:^|[;&|(\n])\s{0,9}(?:eval|source|\.)\s/;
/** Words behind which the names of variables stand that a command sets. */
const SETTERS: ReadonlySet<string> = new Set(["for", "getopts", "mapfile", "printf", "read", "readarray", "select"]);

export const hooksUnsetVariable = defineArtifactRule({
  id: "hooks/unset-variable",
  on: WITH_HOOKS,
  severity: "warning",
  summary: "A hook of Claude Code reads what it was called with from standard input.",
  why: "The tool's name, its input and the paths in it come as JSON on standard input. No variable holds them, though many examples show `$CLAUDE_TOOL_INPUT` or `$CLAUDE_FILE_PATHS`.",
  consequence:
    "The variable is empty: a condition on it is never true, a formatter gets no file, and a guard lets everything through.",
  help: "Read it with a program such as jq: `file=$(jq -r '.tool_input.file_path')`. A variable that you set yourself belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeHooks.hookVariables],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const known = new Set([...allowed, ...setFor(artifact)]);
    for (const { commands, handler, dialect } of hooksOf(artifact)?.hooks ?? []) {
      if (dialect !== "claude-code" || entryOf(handler, "args")) continue;
      if (stringAt(handler, "shell")?.value === "powershell") continue;
      for (const { value, range } of commands) {
        if (!value.includes("$") || FILLED_ELSEWHERE.test(value)) continue;
        const names = unsetIn(value).filter((name) => !known.has(name));
        if (names.length > 0)
          yield { message: `Claude Code sets no ${listed(names)}.`, at: range, client: "claude-code" };
      }
    }
  },

  examples: [
    {
      because: "the input is read, and what the command sets itself",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PostToolUse": [{ "hooks": [{ "type": "command", "command": "file_path=$(jq -r .tool_input.file_path); npx prettier --write \\"$file_path\\"" }, { "type": "command", "command": "jq -r .tool_name | while read -r TOOL_NAME; do echo \\"$TOOL_NAME\\"; done" }] }] } }',
      },
    },
    {
      because: "the file that was edited, by a variable that nobody sets",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PostToolUse": [{ "matcher": "Edit", "hooks": [{ "type": "command", "command": "npx prettier --write \\"$CLAUDE_FILE_PATHS\\"" }] }] } }',
      },
      reports: ["1:93 Claude Code sets no $CLAUDE_FILE_PATHS."],
    },
    {
      because: "a guard that sees nothing of the command",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "if echo \\"$TOOL_INPUT\\" | grep -q \'rm -rf\'; then echo \\"$TOOL_NAME\\" >&2; exit 2; fi" }] }] } }',
      },
      reports: ["1:92 Claude Code sets no $TOOL_INPUT, $TOOL_NAME."],
    },
    {
      because: "the settings set it, a default stands in for it, and in single quotes it is a text",
      files: {
        ".claude/settings.json":
          '{ "env": { "TOOL_NAME": "x" }, "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "echo $TOOL_NAME ${FILE_PATH:-.} \'$TOOL_INPUT\'" }] }] } }',
      },
    },
  ],
});

/** The variables about the call that a command reads and does not set, each once. */
function unsetIn(command: string): readonly string[] {
  const read = new Set<string>();
  for (const [, plain, braced] of withVariables(command, "kept").matchAll(VARIABLE)) read.add(plain ?? braced ?? "");
  const about = [...read].filter((name) => OF_THE_CALL.some((pattern) => pattern.test(name)));
  const set = about.length > 0 ? setIn(command) : new Set();
  return about.filter((name) => !set.has(name));
}

/** The variables that a command sets: `X=…`, `${X:=…}`, `read … X`, `for X in`. */
function setIn(command: string): ReadonlySet<string> {
  const set = new Set([...command.matchAll(ASSIGNED)].map(([, name = ""]) => name));
  for (const part of command.split(/[\n;|&(){}]/)) {
    const words = part.trim().split(/\s+/);
    const setter = words.findIndex((word) => SETTERS.has(word));
    if (setter !== -1) for (const word of words.slice(setter + 1)) set.add(word);
  }
  return set;
}
const ASSIGNED = /\b([A-Za-z_]\w*)[+:]?=/g;

/** The variables that the settings with the hook set for it. */
function setFor(artifact: Artifact): ReadonlySet<string> {
  const env = artifact.kind === "settings" ? valueAt(artifact.data, "env") : undefined;
  return new Set(env?.kind === "map" ? env.entries.map(({ key }) => key) : []);
}

const MOST_SHOWN = 3;
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SHOWN).map((name) => `$${name}`);
  return shown.join(", ") + (names.length > MOST_SHOWN ? ` and ${names.length - MOST_SHOWN} more` : "");
}
