import { defineProblemRule } from "../define-problem-rule.ts";

export const fileNesting = defineProblemRule("too-deep", {
  id: "file/nesting",
  severity: "error",
  summary: "Data is not nested deeper than any reader can follow.",
  why: "Parsers of many clients call themselves for each level and crash.",
  consequence: "The client crashes or drops the file, and agent-ci does not check it.",
  help: "Flatten the data.",
  since: "0.1.0",
  decidedBy: "repository",
  examples: [
    { because: "two levels", files: { ".mcp.json": '{"mcpServers":{}}' } },
    {
      because: "300,000 levels",
      files: { ".mcp.json": "[".repeat(300_000) },
      reports: ["1:101 Nested deeper than 100 levels; flatten it."],
    },
  ],
});
