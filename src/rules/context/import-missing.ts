import { importProblems, unreadImportsOf } from "../../context/imports/import-problems.ts";
import type { UnreadImport } from "../../context/imports/unread-imports.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";
import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { folderOf, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { stringsAt } from "../../inventory/texts/text-nodes.ts";

const WHY: Readonly<Record<UnreadImport["why"], string>> = {
  punctuation: "the punctuation behind it counts as part of the path, so put a space between them",
  space: "the path ends at its first space, so put a backslash in front of it",
  quotes: "a path in quotes is none",
};

export const contextImportMissing = defineRepositoryRule({
  id: "context/import-missing",
  severity: "off",
  severityFor: { "claude-code": "warning", "gemini-cli": "warning", opencode: "warning" },
  summary:
    "A file that CLAUDE.md or GEMINI.md imports with `@path`, or that `instructions` of OpenCode name, is there, and the client finds it as it is written.",
  why: "The client puts the file's text in the place of the import. It looks for the path from the folder of the file that the import stands in; OpenCode from the one that it is started in, and those above.",
  consequence: "The client leaves the import out, and nobody sees that part of the instructions is missing.",
  help: "Correct the path, or write it in backticks where it is only mentioned.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.importForm,
    claudeCodeFacts.importDepth,
    geminiCliFacts.importDepth,
    opencodeFacts.instructionFiles,
  ],

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
    for (const artifact of repository.of("settings")) {
      if (artifact.dialect !== "opencode" || OF_USER.test(artifact.path)) continue;
      for (const { value, range } of stringsAt(artifact.data, opencodeFacts.instructionFiles.value)) {
        const message = unreadInstructions(repository, artifact.path, value);
        if (message !== undefined) yield { artifact, client: "opencode", at: range, message };
      }
    }
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
      because: "instructions of OpenCode: there, patterns, elsewhere, moved, and a folder",
      files: {
        "opencode.json":
          '{ "instructions": ["docs/git.md", "none/*.md", "~/mine.md", "https://a.example/b.md",\n"git.md",\n"docs"] }',
        "docs/git.md": "# Git\n",
        ".opencode/opencode.json": '{ "instructions": ["docs/git.md",\n"beside.md"] }',
        ".opencode/beside.md": "Beside.\n",
        ".config/opencode/opencode.json": '{ "instructions": ["of-each-project.md"] }',
        "web/opencode.json": '{ "instructions": ["docs/git.md"] }',
      },
      reports: [
        '.opencode/opencode.json:2:1 There is no "beside.md", which OpenCode is to read.',
        'opencode.json:2:1 There is no "git.md", which OpenCode is to read.',
        'opencode.json:3:1 "docs" is a folder, of which OpenCode reads nothing; write "docs/**/*.md" for what is in it.',
      ],
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

/** Why OpenCode reads nothing by a plain path of its instructions; what a pattern fits may come later. */
function unreadInstructions(repository: Repository, config: string, named: string): string | undefined {
  if (/^[/~]|^[A-Za-z]:|:\/\/|[*?[{$]/.test(named)) return undefined;
  const layout = layoutOf(repository);
  let isFolder = false;
  const start = folderOf(config).replace(/(?:^|\/)\.opencode$/, "");
  for (let folder: string | undefined = start; folder !== undefined; folder = above(folder)) {
    const path = pathFrom(folder, named);
    if (path === undefined) return undefined;
    if (!layout.has(path)) continue;
    if (repository.entry(path)?.type !== "directory") return undefined;
    isFolder = true;
  }
  const folder = named.replace(/\/$/, "");
  return isFolder
    ? `"${folder}" is a folder, of which OpenCode reads nothing; write "${folder}/**/*.md" for what is in it.`
    : `There is no "${named}", which OpenCode is to read.`;
}

/** The configuration of somebody's home, whose paths are looked for in each project. */
const OF_USER = /(?:^|\/)\.config\/opencode\/[^/]+$/;
const above = (folder: string): string | undefined => (folder === "" ? undefined : folderOf(folder));
