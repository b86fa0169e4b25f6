import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillReferenceContents = defineRepositoryRule({
  id: "skill/reference-contents",
  severity: "off",
  summary: "A long reference of a skill begins with its contents.",
  why: "An agent often reads only the first lines of a file to see whether it needs it. The authoring guide advises a table of contents from a hundred lines on.",
  consequence: "The agent overlooks what stands further down.",
  help: "List the sections below a heading `Contents`, with or without links.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://platform.claude.com/docs/en/agents-and-tools/agent-skills/best-practices",
        date: "2026-11-21",
      },
    },
  ],
  options: { "max-lines": 100 },
  optionAliases: { lines: "max-lines" },

  *check(repository, { "max-lines": lines }) {
    const layout = layoutOf(repository);
    for (const { path } of repository.paths) {
      if (!/(?:^|\/)references?\/.*\.md$/.test(path) || layout.skillOf(path) === undefined) continue;
      const text = repository.source(path)?.text ?? "";
      const length = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
      if (length > lines && !hasContents(text.split("\n", TOP)))
        yield { path, message: `The file has ${length} lines and no contents at its top.` };
    }
  },

  examples: [
    {
      because: "a short one, and one with its contents",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead references/a.md.\n",
        "skills/git/references/a.md": "# A\n\nRest.\n",
        "skills/git/references/b.md": `# B\n\n## Contents\n\n- One\n- Two\n${"Rest.\n".repeat(100)}`,
      },
    },
    {
      because: "a long one without",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead references/a.md.\n",
        "skills/git/references/a.md": `# A\n\n${"Rest.\n".repeat(99)}`,
      },
      reports: ["skills/git/references/a.md The file has 101 lines and no contents at its top."],
    },
  ],
});

/**
 * The first lines, in which the contents have to begin.
 * Contents farther down are not found by who reads only the first lines.
 */
const TOP = 40;
const HEADING = /^(?:#{1,6}\s+|\*\*)(?:table of )?contents\b/i;
/** A link to a place in the same file. */
const TO_SECTION = /^\s*(?:[-*+]|\d+\.)\s+\[[^\]]*\]\(#/;

function hasContents(lines: readonly string[]): boolean {
  return lines.some((line) => HEADING.test(line)) || lines.filter((line) => TO_SECTION.test(line)).length >= 2;
}
