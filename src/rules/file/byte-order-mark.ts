import { defineArtifactRule } from "../../model/rule.ts";

export const fileByteOrderMark = defineArtifactRule({
  id: "file/byte-order-mark",
  on: ["mcp", "settings", "hooks", "plugin", "marketplace", "agent", "command", "command-file", "output-style"],
  severity: "warning",
  summary: "No byte order mark stands in front of configuration.",
  why: "Editors on Windows put one there, and nobody sees it. JSON and frontmatter begin with their first character.",
  consequence:
    "Claude's desktop app and older versions of clients skip the whole file; Gemini CLI drops an agent and a command.",
  help: "Save the file as UTF-8 without a byte order mark.",
  since: "0.1.0",
  yieldsTo: [
    "command/prompt-required",
    "hooks/shape",
    "loading/gemini-cli-agent",
    "mcp/copilot-skips",
    "settings/gemini-settings",
  ],
  sources: [
    { read: { url: "https://github.com/anthropics/claude-code/issues/81355", date: "2026-11-30" } },
    { read: { url: "https://github.com/anthropics/claude-code/issues/9906", date: "2026-11-30" } },
  ],

  *check({ source }) {
    if (source.bom) yield { message: "A byte order mark stands at the start of the file.", at: { start: 0, end: 0 } };
  },

  examples: [
    { because: "none", files: { ".mcp.json": '{ "mcpServers": {} }' } },
    {
      because: "one",
      files: { ".mcp.json": '\uFEFF{ "mcpServers": {} }' },
      reports: ["1:1 A byte order mark stands at the start of the file."],
    },
  ],
});
