import { linkAnchor } from "../../src/rules/link/anchor.ts";
import { linkBackslash } from "../../src/rules/link/backslash.ts";
import { linkRenamed } from "../../src/rules/link/renamed.ts";
import { casesOf } from "../support/rule-cases.ts";

const skill = (name: string) => `---\nname: ${name}\ndescription: Ships.\n---\nShip.\n`;
export const linkAnchorCases = casesOf(linkAnchor, [
  {
    because: "no anchor, a line of code, the top",
    files: { "AGENTS.md": "[a](b.md) [b](#L10) [c](#top)\n\n# Build\n", "b.md": "# B\n" },
  },
  { because: "an anchor in capitals", files: { "AGENTS.md": "[a](#BUILD)\n\n# Build\n" } },
  { because: "a file without headings", files: { "AGENTS.md": "[a](b.md#c)\n", "b.md": "Text.\n" } },
  { because: "a file that is not there", files: { "AGENTS.md": "[a](c.md#d)\n\n# Build\n" } },
  { because: "a file that is no Markdown", files: { "AGENTS.md": "[a](b.txt#d)\n\n# Build\n", "b.txt": "# B\n" } },
]);
export const linkBackslashCases = casesOf(linkBackslash, [
  {
    because: "doubled backslashes in the second of three lines, as a link's destination",
    files: { "AGENTS.md": "Rules.\nSee [it](docs\\\\a.md).\nEnd.\n", "docs/a.md": "" },
    reports: ['AGENTS.md:2:10 "docs\\\\a.md" has backslashes; the file is "docs/a.md".'],
    fixed: "Rules.\nSee [it](docs/a.md).\nEnd.\n",
  },
  {
    because: "two lines, the last without an end",
    files: { "AGENTS.md": "`docs\\a.md`\n`docs\\b.md`", "docs/a.md": "", "docs/b.md": "" },
    reports: [
      'AGENTS.md:1:2 "docs\\a.md" has backslashes; the file is "docs/a.md".',
      'AGENTS.md:2:2 "docs\\b.md" has backslashes; the file is "docs/b.md".',
    ],
  },
  {
    because: "a folder, and a name with a point in its middle",
    files: { "AGENTS.md": "`docs\\a` `v1.2\\b`\n", "docs/a/b.md": "", "v1.2/b": "" },
  },
  {
    because: "a line that is too long to search",
    files: { "AGENTS.md": `\`docs\\a.md\` ${"x".repeat(5000)}\n`, "docs/a.md": "" },
  },
]);
export const linkRenamedCases = casesOf(linkRenamed, [
  {
    because: "other paths that hold the name, and this one written with ./",
    base: { "skills/ship/SKILL.md": skill("ship") },
    files: {
      "AGENTS.md": "other/skills/ship\nskills/shipping\n./skills/ship\nskills/ship/notes.md\nxskills/ship\n",
    },
    reports: [
      '3:3 "skills/ship" is still mentioned, and this change removed it.',
      '4:1 "skills/ship" is still mentioned, and this change removed it.',
    ],
  },
  {
    because: "the skill is gone, and its folder has other files",
    base: { "skills/ship/SKILL.md": skill("ship") },
    files: { "skills/ship/notes.md": "", "AGENTS.md": "See skills/ship/notes.md.\nUse skills/ship/SKILL.md.\n" },
    reports: ['AGENTS.md:2:5 "skills/ship/SKILL.md" is still mentioned, and this change removed it.'],
  },
  {
    because: "an agent is named by its file",
    base: { ".claude/agents/qa.md": "---\nname: qa\ndescription: Tests.\n---\n" },
    files: { "AGENTS.md": "Agents are in .claude/agents.\nAsk .claude/agents/qa.md\n" },
    reports: ['2:5 ".claude/agents/qa.md" is still mentioned, and this change removed it.'],
  },
  {
    because: "a file at the top has a name that is everywhere",
    base: { "CLAUDE.md": "Rules.\n" },
    files: { "AGENTS.md": "Like CLAUDE.md.\n" },
  },
  {
    because: "what stays is mentioned",
    base: { "skills/ship/SKILL.md": skill("ship") },
    files: { "skills/ship/SKILL.md": skill("ship"), "AGENTS.md": "Use skills/ship.\n" },
  },
]);
