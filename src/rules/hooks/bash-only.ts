import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { outsideQuotes, withVariables } from "../../inventory/authority/shell-quotes.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** What bash has and dash refuses, and how it is shown; each is looked for outside quotes. */
const BASH_ONLY: readonly (readonly [shown: string, pattern: RegExp])[] = [
  ["[[", /(?<=^|[\s;&|(!{])\[\[(?=\s)/],
  ["==", /(?<=^|[\s;&|(!{])\[\s[^[\]\n;]*\s==\s/],
  ["<<<", /<<</],
  ["<(…)", /(?<=\s)[<>]\(/],
  ["|&", /\|&/],
  ["source", /(?<=^|[\s;&|(])source\s/],
  ["function", /(?<=^|[\s;&|(])function\s+\w/],
  ["x=(…)", /(?<=^|[\s;&|(])\w+\+?=\(/],
];
/** Expansions, also between double quotes. */
const EXPANSION = /\$\{\w+(?:\/|\^|,|\[|:(?:\d|\$|\s-))[^{}]*\}/;
/** Behind it stands text, or what another program runs. */
const HERE_DOCUMENT = /(?<!<)<<-?\s*["'\\]?\w[^]*/;

export const hooksBashOnly = defineArtifactRule({
  id: "hooks/bash-only",
  on: WITH_HOOKS,
  severity: "warning",
  summary: "The command of a hook is written for sh.",
  why: "Claude Code runs it by /bin/sh, also where the handler says `shell: bash`. On Debian and Ubuntu, so in most containers and runners, that is dash, which knows no `[[ … ]]`; on macOS it is bash.",
  consequence:
    "There a condition is never true, so that a guard lets everything through; or the command ends with 2, which before a tool call blocks every call.",
  help: 'Write `[ "$a" = b ]` and `case`, or start a script of its own, whose first line is `#!/bin/bash`.',
  since: "0.1.0",
  sources: [claudeCodeHooks.hookShell],

  *check(artifact) {
    for (const { commands, handler, dialect } of hooksOf(artifact)?.hooks ?? []) {
      if (dialect !== "claude-code" || entryOf(handler, "args")) continue;
      if (stringAt(handler, "shell")?.value === "powershell") continue;
      for (const { value, range } of commands) {
        const shown = bashOnly(value);
        if (shown === undefined) continue;
        yield {
          message: `Only bash knows \`${shown}\`, and /bin/sh may be another shell.`,
          at: range,
          client: "claude-code",
        };
      }
    }
  },

  examples: [
    {
      because: "what every shell knows, and what bash is given to run",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "[ \\"$(git branch --show-current)\\" != main ] || exit 2" }, { "type": "command", "command": "bash -c \'[[ -n $HOME ]]\'" }, { "type": "command", "command": "echo \'[[ no test ]]\' # nor is [[ this ]]" }] }] } }',
      },
    },
    {
      because: "a guard that dash passes over",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command",\n"command": "if [[ $(jq -r .tool_input.file_path) == *.env ]]; then exit 2; fi" }] }] } }',
      },
      reports: ["2:12 Only bash knows `[[`, and /bin/sh may be another shell."],
    },
    {
      because: "a text as input, another operator, a part of a variable",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [\n{ "type": "command", "command": "jq . <<< $HOME" },\n{ "type": "command", "command": "[ $USER == root ] && exit 2" },\n{ "type": "command", "command": "echo \\"${HOME//a/b}\\"" }] }] } }',
      },
      reports: [
        "2:33 Only bash knows `<<<`, and /bin/sh may be another shell.",
        "3:33 Only bash knows `==`, and /bin/sh may be another shell.",
        "4:33 Only bash knows `${HOME//a/b}`, and /bin/sh may be another shell.",
      ],
    },
  ],
});

/** The first thing in a command that only bash has, as it is shown. */
function bashOnly(command: string): string | undefined {
  const own = command.replace(HERE_DOCUMENT, "");
  const bare = outsideQuotes(own, "blank");
  const found = BASH_ONLY.find(([, pattern]) => pattern.test(bare));
  return found?.[0] ?? EXPANSION.exec(withVariables(own, "blank"))?.[0];
}
