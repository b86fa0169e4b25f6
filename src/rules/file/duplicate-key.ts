import { defineProblemRule } from "../define-problem-rule.ts";

export const fileDuplicateKey = defineProblemRule("duplicate-key", {
  id: "file/duplicate-key",
  severity: "error",
  summary: "A key stands once in its map.",
  why: "Of two values under one key a lenient parser keeps one, and a strict one refuses the file.",
  consequence: "One of the values is silently lost, or the file is refused.",
  help: "Remove one of the two, or rename it.",
  since: "0.1.0",
  decidedBy: "repository",
  examples: [
    { because: "each key once", files: { ".mcp.json": '{"mcpServers":{"a":{"command":"a"},"b":{"command":"b"}}}' } },
    {
      because: "two servers of one name",
      files: { ".mcp.json": '{"mcpServers":{"a":{"command":"a"},"a":{"command":"b"}}}' },
      reports: ['1:36 The key "a" stands twice; remove one.'],
    },
  ],
});
