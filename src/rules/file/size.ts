import { defineProblemRule } from "../define-problem-rule.ts";

export const fileSize = defineProblemRule("too-large", {
  id: "file/size",
  severity: "error",
  summary: "A file of agent configuration is smaller than 4 MiB.",
  why: "No client loads that much into a context, and parsers of such files can be made to hang.",
  consequence: "The file is not checked.",
  help: "Split the file, or leave it out with `ignore:` if it is no agent configuration.",
  since: "0.1.0",
  decidedBy: "repository",
  examples: [
    { because: "64 KiB", files: { "AGENTS.md": "x".repeat(65_536) } },
    {
      because: "a log that took the place of the instructions",
      files: { "AGENTS.md": "x".repeat(4_194_305) },
      reports: ["The file has 4.1 MiB, more than the 4 MiB that are read; split it."],
    },
  ],
});
