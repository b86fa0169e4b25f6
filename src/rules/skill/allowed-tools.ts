import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

export const skillAllowedTools = defineArtifactRule({
  id: "skill/allowed-tools",
  on: ["skill"],
  severity: "info",
  summary: "A skill's allowed-tools has spaces between the tools, or is a list.",
  why: "The specification knows no other forms. Claude Code reads commas too.",
  consequence: "A client that follows the specification to the letter reads the comma as part of a tool's name.",
  help: "Put spaces between the tools, without commas.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check({ frontmatter, source }) {
    const tools = entryOf(frontmatter?.data, "allowed-tools")?.value;
    if (tools?.kind !== "string") return;
    // A comma inside the parentheses of `Bash(git log:*, git diff:*)` belongs to the pattern.
    if (!tools.value.replaceAll(/\([^()]*\)/g, "").includes(",")) return;
    const edits = commasIn(source.text, tools.range).map((range) => ({ range, text: " " }));
    const fix = { title: "Put spaces between the tools", safe: false, edits };
    yield { message: "allowed-tools has commas between the tools.", at: tools.range, ...(edits.length > 0 && { fix }) };
  },

  examples: [
    {
      because: "spaces separate, and a comma in a pattern is part of the pattern",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nallowed-tools: Read Bash(git log, git diff)\n---\n",
      },
    },
    {
      because: "commas",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nallowed-tools: Read, Grep\n---\n" },
      reports: ["4:16 allowed-tools has commas between the tools."],
      fixed: "---\nname: git\ndescription: Commits.\nallowed-tools: Read Grep\n---\n",
    },
    {
      because: "a list",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nallowed-tools: [Read, Grep]\n---\n" },
    },
  ],
});

/**
 * The commas between tools, with the spaces behind them; not those inside of parentheses, nor of a text of several
 * lines.
 */
function commasIn(text: string, { start, end }: Range): readonly Range[] {
  const written = text.slice(start, end);
  if (written.includes("\n")) return [];
  const found: Range[] = [];
  for (const { 0: part, index } of written.matchAll(/\([^()]*\)|,[ \t]*/g))
    if (part.startsWith(",")) found.push({ start: start + index, end: start + index + part.length });
  return found;
}
