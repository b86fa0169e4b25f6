import { KINDS, type Kind } from "../../model/artifact.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { insideOf } from "../../model/ranges.ts";
import { verbatimRanges } from "../verbatim-ranges.ts";

export const formatTrailingSpace = defineArtifactRule({
  id: "format/trailing-space",
  on: Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS),
  severity: "off",
  summary: "No line ends with white space.",
  why: "Nobody sees it, and it costs a token and a line in every difference. Two spaces that break a line of Markdown are left alone, and so is what stands in code and in texts of several lines.",
  consequence: "Changes show lines that nobody meant to change.",
  help: "Let an editor take it away, or `agent-ci check --fix`.",
  since: "0.1.0",
  outline: true,

  *check(artifact) {
    const { text } = artifact.source;
    const found = [...trailing(text, "body" in artifact)];
    if (found.length === 0) return;
    const verbatim = insideOf(verbatimRanges(artifact));
    const ranges = found.filter(({ start }) => !verbatim(start));
    const [first] = ranges;
    if (!first) return;
    yield {
      message: `${ranges.length === 1 ? "This line ends" : `${ranges.length} lines end`} with white space.`,
      at: first,
      fix: {
        title: "Take the white space away",
        safe: true,
        edits: ranges.map((range) => ({ range, text: "" })),
      },
    };
  },

  examples: [
    {
      because: "a line break, code, and a text of several lines",
      files: {
        "skills/a/SKILL.md":
          "---\nname: a\ndescription: |\n  One. \n  Two.\n---\nThree.  \nFour.\n\n```sh\nmake \n```\n",
      },
    },
    {
      because: "the last line of a text of several lines",
      files: { "skills/a/SKILL.md": "---\nname: a\ndescription: |\n  One. \n  Two. \n---\nThree.\n" },
    },
    {
      because: "a backslash, which would break the line with nothing behind it",
      files: { "AGENTS.md": "Look in C:\\dir\\ \nand nowhere else.\n" },
    },
    {
      because: "spaces and a tab",
      files: { "AGENTS.md": "# Build \n\nRun make.\t\n" },
      reports: ["1:8 2 lines end with white space."],
      fixed: "# Build\n\nRun make.\n",
    },
  ],
});

function* trailing(text: string, markdown: boolean): Generator<Range> {
  for (let from = 0; from <= text.length;) {
    const newline = text.indexOf("\n", from);
    const next = newline === -1 ? text.length : newline;
    const end = next > from && text[next - 1] === "\r" ? next - 1 : next;
    let start = end;
    while (start > from && (text[start - 1] === " " || text[start - 1] === "\t")) start -= 1;
    if (start < end && !(markdown && start > from && isRead(text, start, end, next))) yield { start, end };
    from = next + 1;
  }
}

/**
 * Whether white space means something where it stands. In Markdown two spaces behind a word break the line, where the
 * paragraph goes on. A backslash with nothing behind it does so too.
 * https://spec.commonmark.org/0.31.2/#hard-line-breaks, read 2026-11-26.
 */
function isRead(text: string, start: number, end: number, next: number): boolean {
  if (text[start - 1] === "\\") return true;
  return text.slice(end - 2, end) === "  " && /^[ \t]*[^\s]/.test(text.slice(next + 1, next + 200));
}
