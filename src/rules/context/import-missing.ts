import { importProblems } from "../../context/imports/import-problems.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { claudeCode } from "../../clients/claude-code.ts";
import { geminiCli } from "../../clients/gemini-cli.ts";

export const contextImportMissing = defineRepositoryRule({
  id: "context/import-missing",
  severity: "off",
  severityFor: { "claude-code": "warning", "gemini-cli": "warning" },
  summary: "A file that CLAUDE.md or GEMINI.md imports with `@path` is there.",
  why: "The client puts the file's text in the place of the import. It looks for the path from the folder of the file that the import stands in.",
  consequence: "The client leaves the import out, and nobody sees that part of the instructions is missing.",
  help: "Correct the path, or write it in backticks where it is only mentioned.",
  since: "0.1.0",
  sources: [claudeCode.importDepth, geminiCli.importDepth],

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
      because: "paths count from the file that the import stands in",
      files: { "CLAUDE.md": "@docs/all.md\n", "docs/all.md": "@docs/git.md\n", "docs/git.md": "# Git\n" },
      reports: ['CLAUDE.md:1:1 docs/all.md, which this imports, imports a file that is not there: "docs/docs/git.md".'],
    },
  ],
});
