import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { importProblems } from "../../context/imports/import-problems.ts";
import { IMPORT_DEPTH } from "../../context/imports/import-walk.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const contextImportDepth = defineRepositoryRule({
  id: "context/import-depth",
  severity: "off",
  severityFor: { "claude-code": "warning", "gemini-cli": "warning" },
  summary: "Imports lead from file to file no further than the client follows them.",
  why: "Claude Code follows imports over four hops, Gemini CLI over five.",
  consequence: "The client leaves out what lies further away.",
  help: "Import the file from one that lies nearer to the first.",
  since: "0.1.0",
  sources: [claudeCodeFacts.importDepth, geminiCliFacts.importDepth],

  *check(repository) {
    for (const { client, artifact, entry, step } of importProblems(repository, "too-deep"))
      yield {
        artifact,
        client,
        at: entry.range,
        message: `${step.from.path} imports ${step.to}, hop ${step.depth} of ${IMPORT_DEPTH[client]}.`,
      };
  },

  examples: [
    {
      because: "four hops",
      files: { "CLAUDE.md": "@1.md\n", "1.md": "@2.md\n", "2.md": "@3.md\n", "3.md": "@4.md\n", "4.md": "Four\n" },
    },
    {
      because: "five hops are one too many for Claude Code",
      files: {
        "CLAUDE.md": "@1.md\n",
        "1.md": "@2.md\n",
        "2.md": "@3.md\n",
        "3.md": "@4.md\n",
        "4.md": "@5.md\n",
        "5.md": "Five\n",
      },
      reports: ["CLAUDE.md:1:1 4.md imports 5.md, hop 5 of 4."],
    },
  ],
});
