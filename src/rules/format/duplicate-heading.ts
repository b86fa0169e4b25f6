import type { Heading } from "../../model/outline.ts";
import { defineHeadingRule } from "../define-heading-rule.ts";

export const formatDuplicateHeading = defineHeadingRule(
  {
    id: "format/duplicate-heading",
    summary: "A section has no two parts of the same heading.",
    why: "Two sections of one name side by side are mostly one that was written twice, or copied and not finished.",
    consequence: "Whoever looks the section up finds the first, and works by half of it.",
    help: "Put the two together, or name what tells them apart.",
    since: "0.1.0",
    examples: [
      { because: "in different sections", files: { "AGENTS.md": "# A\n\n## Use\n\n# B\n\n## Use\n" } },
      {
        because: "side by side",
        files: { "AGENTS.md": "# A\n\n## Use\n\nRun it.\n\n## Use\n\nStop it.\n" },
        reports: ['7:1 There is a heading "Use" in this section already.'],
      },
    ],
  },
  function* check(headings) {
    /** The names used so far at each level, and below which heading: a heading ends all sections that are deeper. */
    const open: { readonly level: number; readonly names: Set<string> }[] = [];
    for (const heading of headings) {
      const names = siblings(open, heading);
      const name = heading.text.trim().toLowerCase();
      if (name !== "" && names.has(name))
        yield { message: `There is a heading "${heading.text.trim()}" in this section already.`, at: heading.range };
      names.add(name);
    }
  },
);

function siblings(open: { readonly level: number; readonly names: Set<string> }[], { level }: Heading): Set<string> {
  while ((open.at(-1)?.level ?? 0) > level) open.pop();
  const last = open.at(-1);
  if (last?.level === level) return last.names;
  const names = new Set<string>();
  open.push({ level, names });
  return names;
}
