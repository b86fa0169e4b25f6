import { importProblems, unreadImportsOf } from "../../context/imports/import-problems.ts";
import type { UnreadImport } from "../../context/imports/unread-imports.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";

const WHY: Readonly<Record<UnreadImport["why"], string>> = {
  punctuation: "the punctuation behind it counts as part of the path, so put a space between them",
  space: "the path ends at its first space, so put a backslash in front of it",
  quotes: "a path in quotes is none",
};

export const contextImportMissing = defineRepositoryRule({
  id: "context/import-missing",
  severity: "off",
  severityFor: { "claude-code": "warning", "gemini-cli": "warning" },
  summary:
    "A file that CLAUDE.md or GEMINI.md imports with `@path` is there, and the client finds it as it is written.",
  why: "The client puts the file's text in the place of the import. It looks for the path from the folder of the file that the import stands in.",
  consequence: "The client leaves the import out, and nobody sees that part of the instructions is missing.",
  help: "Correct the path, or write it in backticks where it is only mentioned.",
  since: "0.1.0",
  sources: [claudeCodeFacts.importForm, claudeCodeFacts.importDepth, geminiCliFacts.importDepth],

  *check(repository) {
    for (const { client, artifact, entry, step } of importProblems(repository, "missing")) {
      const own = step.from.path === artifact.path;
      const by = own ? "The import" : `${step.from.path}, which this imports, imports a file that is not there:`;
      yield {
        artifact,
        client,
        at: entry.range,
        message: own ? `${by} "${step.to}" is not there.` : `${by} "${step.to}".`,
      };
    }
    for (const { artifact, range, path, why } of unreadImportsOf(repository))
      yield {
        artifact,
        client: "claude-code",
        at: range,
        message: `Claude Code does not import "${path}": ${WHY[why]}.`,
      };
  },

  examples: [
    {
      because: "the file is there; code, people and packages are no imports",
      files: {
        "CLAUDE.md":
          "@docs/git.md\n\nAsk @alice or mail a@b.md about @types/node and `@docs/none.md`.\n\n```\n@docs/none.md\n```\n",
        "docs/git.md": "# Git\n",
      },
    },
    {
      because: "the file was moved",
      files: { "CLAUDE.md": "# Rules\n\nSee @docs/git.md.\n", "guides/git.md": "# Git\n" },
      reports: ['CLAUDE.md:3:5 The import "docs/git.md" is not there.'],
    },
    {
      because: "punctuation, a space and quotes",
      files: {
        "CLAUDE.md": 'The flow is in @flow.md: read it.\n\nThen @my notes.md and @"my notes.md".\n',
        "flow.md": "# Flow\n",
        "my notes.md": "# Notes\n",
      },
      reports: [
        'CLAUDE.md:1:16 Claude Code does not import "flow.md": the punctuation behind it counts as part of the path, so put a space between them.',
        'CLAUDE.md:3:6 Claude Code does not import "my notes.md": the path ends at its first space, so put a backslash in front of it.',
        'CLAUDE.md:3:23 Claude Code does not import "my notes.md": a path in quotes is none.',
      ],
    },
    {
      because: "paths count from the file that the import stands in",
      files: { "CLAUDE.md": "@docs/all.md\n", "docs/all.md": "@docs/git.md\n", "docs/git.md": "# Git\n" },
      reports: ['CLAUDE.md:1:1 docs/all.md, which this imports, imports a file that is not there: "docs/docs/git.md".'],
    },
  ],
});
