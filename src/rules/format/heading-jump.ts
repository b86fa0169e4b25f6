import { defineHeadingRule } from "../define-heading-rule.ts";

export const formatHeadingJump = defineHeadingRule(
  {
    id: "format/heading-jump",
    summary: "Headings go down one level at a time.",
    why: "A section below `##` that begins with `####` belongs to one that is not there.",
    consequence: "Readers and tools that build an outline put the section in the wrong place.",
    help: "Take as many `#` away as the message says.",
    since: "0.1.0",
    examples: [
      { because: "down by one, and up by any", files: { "AGENTS.md": "# A\n\n## B\n\n### C\n\n# D\n" } },
      { because: "a file may begin at any level", files: { "AGENTS.md": "## B\n\n### C\n" } },
      {
        because: "two levels at once",
        files: { "AGENTS.md": "# A\n\n### C\n" },
        reports: ["3:1 The heading is of level 3 below one of level 1."],
      },
    ],
  },
  function* check(headings) {
    for (const [index, { level, range }] of headings.entries()) {
      const above = headings[index - 1]?.level ?? level;
      if (level > above + 1)
        yield { message: `The heading is of level ${level} below one of level ${above}.`, at: range };
    }
  },
);
