import { KINDS, type Kind } from "../../model/artifact.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const formatMixedLineEndings = defineArtifactRule({
  id: "format/mixed-line-endings",
  on: Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS && kind !== "team"),
  severity: "info",
  summary: "All lines of a file end in the same way.",
  why: "A file with both CRLF and LF was put together by tools that do not agree. Editors show nothing of it.",
  consequence:
    "Half of the lines change when somebody saves the file, and commands copied from it end with an invisible character.",
  help: "Save the file with one kind of line ending, or use `agent-ci check --fix`: it takes the more frequent one.",
  since: "0.1.0",

  *check({ syntax, source: { text } }) {
    const windows = [...text.matchAll(/\r\n/g)].map(({ index }) => index);
    if (windows.length === 0) return;
    const plain = [...text.matchAll(/(?<!\r)\n/g)].map(({ index }) => index);
    if (plain.length === 0) return;
    const [odd, length, ending] = windows.length > plain.length ? [plain, 1, "\r\n"] : [windows, 2, "\n"];
    const ranges = odd.map((start) => ({ start, end: start + length }));
    const [first = { start: 0, end: 0 }] = ranges;
    yield {
      message: `${lines(windows.length)} with CRLF and ${plain.length} with LF.`,
      at: { start: first.start, end: first.start },
      fix: {
        title: "End all lines alike",
        safe: syntax !== "toml", // texts of several lines keep their line endings there
        edits: ranges.map((range) => ({ range, text: ending })),
      },
    };
  },

  examples: [
    { because: "CRLF throughout", files: { "AGENTS.md": "# Build\r\n\r\nRun make.\r\n" } },
    {
      because: "one line of another kind",
      files: { "AGENTS.md": "# Build\n\nRun make.\r\n" },
      reports: ["3:10 1 line ends with CRLF and 2 with LF."],
      fixed: "# Build\n\nRun make.\n",
    },
  ],
});

const lines = (count: number): string => (count === 1 ? "1 line ends" : `${count} lines end`);
