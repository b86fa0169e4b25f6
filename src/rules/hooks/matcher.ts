import { hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** A pattern with flags inside. They are one thing in Rust, another in each version of JavaScript: not judged. */
const WITH_FLAGS = /\(\?[a-z-]+[:)]/;
const LONGEST = 1000;

function compiles(pattern: string): boolean {
  try {
    // oxlint-disable-next-line no-new -- only whether it is one matters; it is never run
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

export const hooksMatcher = defineArtifactRule({
  id: "hooks/matcher",
  on: WITH_HOOKS,
  severity: "warning",
  summary: "A hook's matcher is a regular expression.",
  why: "Clients compare the matcher with the tool's name as a regular expression; a glob such as `*.ts` is none.",
  consequence: "The matcher matches nothing, and the hook never runs.",
  help: "Write a regular expression: `Edit|Write`, `mcp__github__.*`, or `*` alone for everything.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/google-gemini/gemini-cli/blob/b45b1492d01364c105a0793bfc82e21c2b61a825/docs/hooks/reference.md",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/26d28a1c58e7f15f03011878bcb6c7fac5fe05db/src/schemas/json/codex-hooks.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const seen = new Set<unknown>();
    for (const { matcher, event, dialect } of hooksOf(artifact)?.hooks ?? []) {
      // The matcher of FileChanged is a list of file names.
      if (!matcher || seen.has(matcher) || event === "FileChanged" || dialect === "kiro") continue;
      seen.add(matcher);
      const { value } = matcher;
      if (value.kind !== "string") {
        if (!isGuard(dialect, event)) yield { message: "A matcher has to be a text.", at: value.range };
      } else if (
        value.value !== "*" &&
        value.value.length <= LONGEST &&
        !WITH_FLAGS.test(value.value) &&
        !compiles(value.value)
      )
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
          '{ "hooks": { "PreToolUse": [{ "matcher": "*.ts", "hooks": [{ "type": "command", "command": "a" }] }] } }',
      },
      reports: ['1:42 "*.ts" is no regular expression.'],
    },
  ],
});
