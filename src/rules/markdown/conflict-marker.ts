import { holderIn } from "../../model/ranges.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { MARKDOWN_KINDS } from "../markdown-kinds.ts";

export const markdownConflictMarker = defineArtifactRule({
  id: "markdown/conflict-marker",
  on: MARKDOWN_KINDS,
  severity: "error",
  summary: "No merge was committed before its conflicts were resolved.",
  why: "Where two branches changed the same lines, git writes both texts between marks and waits for somebody to choose. JSON and YAML with such marks cannot be read any more; Markdown can, so that nothing else would say so. Marks in code are examples, and left alone.",
  consequence: "The agent reads both texts, though they contradict each other, and the marks between them.",
  help: "Keep one of the two texts, or write what they come to together, and take out the lines with the marks.",
  decidedBy: "repository",
  since: "0.1.0",
  outline: true,

  *check({ source, body, outline }) {
    const { text } = source;
    if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return;
    const marks = [...text.slice(body.start).matchAll(MARK)];
    if (!marks.some(([mark]) => mark !== BETWEEN)) return;
    const fenceAt = holderIn(outline().fences);
    let before = "";
    for (const { 0: mark, index } of marks) {
      const start = body.start + index;
      if (fenceAt(start)) continue;
      // The end alone is what is left where somebody took out the rest.
      const ends = mark.startsWith(">");
      if (!ends && mark !== BETWEEN)
        yield { message: `A conflict of a merge begins here: "${mark}".`, at: at(start, mark) };
      if (ends && before === BETWEEN)
        yield { message: `A conflict of a merge ends here: "${mark}".`, at: at(start, mark) };
      // Of a conflict that was told of where it begins, the rest is no news.
      before = mark === BETWEEN && before.startsWith("<") ? before : mark;
    }
  },

  examples: [
    {
      because: "a skill that shows what a conflict looks like, and a heading that is underlined",
      files: {
        "AGENTS.md":
          "Tooling\n=======\n\nResolve them:\n\n```text\n<<<<<<< HEAD\nUse npm.\n=======\nUse pnpm.\n>>>>>>> topic\n```\n",
      },
    },
    {
      because: "a conflict that nobody resolved",
      files: { "AGENTS.md": "# Build\n\n<<<<<<< HEAD\nUse npm.\n=======\nUse pnpm.\n>>>>>>> topic\n" },
      reports: ['3:1 A conflict of a merge begins here: "<<<<<<< HEAD".'],
    },
    {
      because: "one that was resolved in part",
      files: { "AGENTS.md": "# Build\n\nUse npm.\n=======\nUse pnpm.\n>>>>>>> topic\n" },
      reports: ['6:1 A conflict of a merge ends here: ">>>>>>> topic".'],
    },
  ],
});

const BETWEEN = "=======";
/** As git writes them: seven of one character at the beginning of a line, then a name, which the one between lacks. */
const MARK = /^(?:<{7} \S.{0,200}|={7}(?=\r?$)|>{7} \S.{0,200})/gm;

const at = (start: number, { length }: string) => ({ start, end: start + length });
