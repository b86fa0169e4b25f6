import { defineHeadingRule } from "../define-heading-rule.ts";
import { insideOf } from "../../model/ranges.ts";
import { verbatimRanges } from "../verbatim-ranges.ts";

export const formatHeadingSpace = defineHeadingRule(
  {
    id: "format/heading-space",
    summary: "A space follows the `#` of a heading.",
    why: "Without it `##Build` is a paragraph that begins with two number signs.",
    consequence: "The section is part of the one above it, and no link leads to it.",
    help: "Write a space behind the last `#`.",
    since: "0.1.0",
    examples: [
      { because: "a heading, a tag, and a number", files: { "AGENTS.md": "## Build\n\n#build\n\n##42\n" } },
      {
        because: "no space",
        files: { "AGENTS.md": "# A\n\n##Build it\n" },
        reports: ["3:1 This is no heading without a space."],
        fixed: "# A\n\n## Build it\n",
      },
    ],
  },
  function* check(_headings, artifact) {
    const { body, source } = artifact;
    const text = source.text.slice(body.start, body.end);
    const verbatim = insideOf(verbatimRanges(artifact));
    // One `#` before a word is a tag more often than a heading.
    for (const { index, 0: marks } of text.matchAll(/^#{2,6}(?=[A-Za-z])/gm)) {
      const start = body.start + index;
      if (verbatim(start)) continue;
      const end = start + marks.length;
      yield {
        message: "This is no heading without a space.",
        at: { start, end },
        fix: { title: "Write a space", safe: false, edits: [{ range: { start: end, end }, text: " " }] },
      };
    }
  },
);
