import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { importProblems } from "../../context/imports/import-problems.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const contextImportCircular = defineRepositoryRule({
  id: "context/import-circular",
  severity: "off",
  severityFor: { "claude-code": "info", "gemini-cli": "info" },
  summary: "The imports of CLAUDE.md and GEMINI.md do not go in a circle.",
  why: "A client puts a text in once. An import that leads back to a file on the way to it adds nothing.",
  consequence: "The client leaves the import out.",
  help: "Take the import out of one of the files.",
  since: "0.1.0",
  sources: [claudeCodeFacts.importDepth, geminiCliFacts.importDepth],

  *check(repository) {
    for (const { client, artifact, entry, step } of importProblems(repository, "circular"))
      yield {
        artifact,
        client,
        at: entry.range,
        message:
          step.from.path === artifact.path
            ? `${artifact.path} imports itself.`
            : `${step.from.path}, which this imports, leads back to ${step.file?.path ?? artifact.path}.`,
      };
  },

  examples: [
    {
      because: "two files import the same third",
      files: { "GEMINI.md": "@./a.md\n@./b.md\n", "a.md": "@./c.md\n", "b.md": "@./c.md\n", "c.md": "C\n" },
    },
    {
      because: "the imported file imports the importing one",
      files: { "GEMINI.md": "@./docs/git.md\n", "docs/git.md": "@../GEMINI.md\n" },
      reports: ["GEMINI.md:1:1 docs/git.md, which this imports, leads back to GEMINI.md."],
    },
  ],
});
