import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { outsideQuotes } from "../../inventory/authority/shell-quotes.ts";
import { hasHooks, hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { entryOf } from "../../model/data.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range, Source } from "../../model/source.ts";

/** The variable as a word of its own, or at the start of one: neither quoted nor behind an equals sign. */
const UNQUOTED = /(?<=^|[\s;&|(])\$\{?(?:CLAUDE_PLUGIN_ROOT|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_DATA)\b\}?/g;
/** A path behind the variable that needs nothing but quotes around it, as far as the word goes. */
const PLAIN_PATH = /^\$(?:\w+|\{\w+\})(?:[./@%+-][\w./@%+-]*)?(?=$|[\s;&|)])/;

export const hooksUnquotedPath = defineArtifactRule({
  id: "hooks/unquoted-path",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "A command puts quotes around the folder of its plugin or project.",
  why: "A shell splits what a variable holds at spaces, and on macOS plugins lie below “Application Support”.",
  consequence: "Where the path has a space the command fails; before a tool call that blocks every call.",
  help: 'Write `"${CLAUDE_PLUGIN_ROOT}/check.sh"` with the quotes, or name the program in `command` and the rest in `args`.',
  since: "0.1.0",
  sources: [
    claudeCodeSettings.unquotedRoot,
    { read: { url: "https://github.com/anthropics/claude-code/issues/78490", date: "2026-11-30" } },
  ],

  *check(artifact) {
    for (const { commands, handler, dialect } of hooksOf(artifact)?.hooks ?? []) {
      if (dialect !== "claude-code" || entryOf(handler, "args")) continue;
      for (const { value, range } of commands) {
        if (outsideQuotes(value, "kept").search(UNQUOTED) === -1) continue;
        const fix = quotesAround(artifact.source, range, value);
        const message = "The path has no quotes, and may hold a space.";
        yield { message, at: range, client: "claude-code", ...(fix && { fix }) };
      }
    }
  },

  examples: [
    {
      because: "quotes, and a program with its arguments apart",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "python3 \\"${CLAUDE_PLUGIN_ROOT}/a.py\\"" }, { "type": "command", "command": "${CLAUDE_PLUGIN_ROOT}/a.sh", "args": [] }] }] } }',
        "plugins/p/.claude-plugin/plugin.json": '{ "name": "p" }',
      },
    },
    {
      because: "a path that may have a space",
      files: {
        "plugins/p/hooks/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "python3 ${CLAUDE_PLUGIN_ROOT}/a.py" }] }] } }',
        "plugins/p/.claude-plugin/plugin.json": '{ "name": "p" }',
      },
      reports: ["plugins/p/hooks/hooks.json:1:67 The path has no quotes, and may hold a space."],
      fixed:
        '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "python3 \\"${CLAUDE_PLUGIN_ROOT}/a.py\\"" }] }] } }',
    },
  ],
});

/**
 * Quotes around each such path, in a command that JSON writes as it is: without quotes, escapes or expansions of its
 * own, which could give them another meaning. The shell is given other words from then on: no safe fix.
 */
function quotesAround({ text }: Source, { start, end }: Range, command: string): Fix | undefined {
  if (/["'\\`\n]|\$\(/.test(command) || text.slice(start, end) !== `"${command}"`) return undefined;
  const paths = [...command.matchAll(UNQUOTED)].map(({ index }) => ({
    index,
    path: PLAIN_PATH.exec(command.slice(index))?.[0],
  }));
  const edits = paths.map(({ index, path = "" }) => {
    const at = start + 1 + index;
    return { range: { start: at, end: at + path.length }, text: `\\"${path}\\"` };
  });
  if (paths.some(({ path }) => path === undefined)) return undefined;
  return { title: "Put quotes around the path", safe: false, edits };
}
