import { defineArtifactRule } from "../../model/rule.ts";

export const fileByteOrderMark = defineArtifactRule({
  id: "file/byte-order-mark",
  on: ["mcp", "settings", "hooks", "plugin", "marketplace"],
  severity: "warning",
  summary: "No byte order mark stands in front of configuration.",
  why: "JSON has none. Claude Code and others skip it, Claude's desktop app and older clients drop the whole file for it.",
  consequence: "Some clients read nothing of the file, mostly without a word.",
  help: "Save the file as UTF-8 without a byte order mark.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/anthropics/claude-code/issues/81355", date: "2026-11-30" } },
    { read: { url: "https://github.com/anthropics/claude-code/issues/9906", date: "2026-11-30" } },
  ],

  *check({ source }) {
    if (source.bom) yield { message: "The file begins with a byte order mark.", at: { start: 0, end: 0 } };
  },

  examples: [
    { because: "without one", files: { ".mcp.json": '{ "mcpServers": {} }' } },
    {
      because: "with one",
      files: { ".mcp.json": '\uFEFF{ "mcpServers": {} }' },
      reports: ["1:1 The file begins with a byte order mark."],
    },
  ],
});
