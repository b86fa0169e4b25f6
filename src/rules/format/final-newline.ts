import { KINDS, type Kind } from "../../model/artifact.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { verbatimRanges } from "../verbatim-ranges.ts";

export const formatFinalNewline = defineArtifactRule({
  id: "format/final-newline",
  on: Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS),
  severity: "off",
  summary: "A file ends with one line ending.",
  why: "Tools that put texts one behind another join the last line of one with the first of the next; differences show a line that nobody changed.",
  consequence: "The next line that somebody adds at the end changes two.",
  help: "Let an editor see to it, or `agent-ci check --fix`.",
  since: "0.1.0",
  outline: true,

  *check(artifact) {
    const { text } = artifact.source;
    if (text === "") return;
    const end = endOfContent(text);
    const rest = text.slice(end);
    if (/^[ \t]*\r?\n$/.test(rest)) return;
    // A text of several lines, or code, may reach to the end of the file, and the line ending is then part of it.
    if (verbatimRanges(artifact).some((range) => range.end >= end && range.start < text.length)) return;
    const range = { start: end, end: text.length };
    const ending = text.includes("\r\n") ? "\r\n" : "\n";
    yield {
      message: rest.includes("\n") ? "Empty lines end the file." : "The last line has no line ending.",
      at: range,
      fix: { title: "End the file with one line ending", safe: true, edits: [{ range, text: ending }] },
    };
  },

  examples: [
    { because: "one", files: { ".mcp.json": '{ "mcpServers": {} }\n' } },
    {
      because: "none",
      files: { ".mcp.json": '{ "mcpServers": {} }' },
      reports: ["1:21 The last line has no line ending."],
      fixed: '{ "mcpServers": {} }\n',
    },
    {
      because: "three",
      files: { "AGENTS.md": "# Build\n\n\n" },
      reports: ["1:8 Empty lines end the file."],
      fixed: "# Build\n",
    },
  ],
});

/** Where a text ends without white space of ASCII. What Unicode calls white space besides may be meant. */
function endOfContent(text: string): number {
  let end = text.length;
  while (end > 0 && " \t\r\n".includes(text.charAt(end - 1))) end -= 1;
  return end;
}
