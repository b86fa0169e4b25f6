import { evalsShape } from "../../src/rules/evals/shape.ts";
import { instructionsEmpty } from "../../src/rules/instructions/empty.ts";
import { markdownConflictMarker } from "../../src/rules/markdown/conflict-marker.ts";
import { markdownPlaceholder } from "../../src/rules/markdown/placeholder.ts";
import { markdownUnclosedFence } from "../../src/rules/markdown/unclosed-fence.ts";
import { outputStyleFields } from "../../src/rules/output-style/fields.ts";
import { fileSyntax } from "../../src/rules/file/syntax.ts";
import { casesOf } from "../support/rule-cases.ts";

const agents = (text: string) => ({ "AGENTS.md": text });

export const markdownPlaceholderCases = casesOf(markdownPlaceholder, [
  { because: "in the frontmatter", files: { "skills/a/SKILL.md": "---\nname: a\ndescription: TODO\n---\nShip.\n" } },
  {
    because: "in front of code, behind it and inside it",
    files: agents("TODO `TODO` TODO\n\n```\nTODO\n```\nTBD\n"),
    reports: ['1:1 Here stands "TODO".', '1:13 Here stands "TODO".', '6:1 Here stands "TBD".'],
  },
  { because: "nothing but code", files: agents("`TODO`\n") },
  { because: "a link is no gap to fill", files: agents("[add a skill](a.md)\n") },
]);
const CONFLICT = "<<<<<<< HEAD\nA.\n||||||| 1a2b3c4\nB.\n=======\nC.\n>>>>>>> topic\n";
export const markdownConflictMarkerCases = casesOf(markdownConflictMarker, [
  {
    because: "two conflicts, with what was there before, one of them in a list",
    files: agents(`${CONFLICT}- A.\n${CONFLICT}`),
    reports: [
      '1:1 A conflict of a merge begins here: "<<<<<<< HEAD".',
      '9:1 A conflict of a merge begins here: "<<<<<<< HEAD".',
    ],
  },
  {
    because: "ends of lines of Windows",
    files: agents(CONFLICT.replaceAll("\n", "\r\n")),
    reports: ['1:1 A conflict of a merge begins here: "<<<<<<< HEAD".'],
  },
  {
    because: "one that frontmatter is part of",
    files: { "skills/a/SKILL.md": "<<<<<<< HEAD\n---\nname: a\n---\n=======\n>>>>>>> topic\n" },
    reports: ['1:1 A conflict of a merge begins here: "<<<<<<< HEAD".'],
  },
  {
    because: "headings, quotes of quotes, shifts, and marks that stand in a line",
    files: agents("Heading\n=======\n\n>>>>>>>> a\n\n1 <<<<<<< 2\n\n<<<<<<<<< 3\n\n`<<<<<<< HEAD`\n"),
  },
  { because: "indented code", files: agents("Such as:\n\n    <<<<<<< HEAD\n    =======\n    >>>>>>> topic\n") },
]);
export const markdownUnclosedFenceCases = casesOf(markdownUnclosedFence, [
  {
    because: "the last line of the file",
    files: agents("Build:\n```"),
    reports: ["2:1 This code fence is never closed."],
  },
  { because: "a fence that closes", files: agents("```\nmake\n```\n") },
  {
    because: "the last of three",
    files: agents("```\na\n```\n```\nb\n```\n~~~sh\nc\n"),
    reports: ["7:1 This code fence is never closed."],
  },
]);
export const instructionsEmptyCases = casesOf(instructionsEmpty, [
  {
    because: "a frontmatter alone",
    files: { ".claude/rules/a.md": "---\npaths: a\n---\n\n" },
    reports: ["The file holds no instructions."],
  },
  { because: "a file that is no text", files: agents("\0") },
  { because: "a file that cannot be read", files: { "AGENTS.md": null } },
]);
export const evalsShapeCases = casesOf(evalsShape, [
  {
    because: "a blank prompt",
    files: { "skills/a/evals/evals.json": '{ "evals": [\n{ "prompt": " " }] }\n' },
    reports: ["2:1 The eval has no prompt."],
  },
]);
const style = (text: string) => ({ ".claude/output-styles/a.md": text });
export const outputStyleFieldsCases = casesOf(outputStyleFields, [
  { because: "a frontmatter that cannot be read", files: style("---\nname: [\n---\nShort.\n") },
  {
    because: "a blank text",
    files: style("---\ndescription: Short.\n---\n \n"),
    reports: ["1:1 The style has no text."],
  },
  { because: "no frontmatter", files: style("Short.\n"), reports: ["1:1 The style has no description."] },
]);
export const fileSyntaxCases = casesOf(fileSyntax, [
  {
    because: "fixtures of tests, and templates that are yet to be filled in",
    files: {
      "test/fixtures/.mcp.json": "{bad",
      "templates/app/.mcp.json": '{ "mcpServers": { {% if a %} } }\n',
    },
  },
  {
    because: "a template without a gap",
    files: { "templates/app/.mcp.json": "{bad\n" },
    reports: [
      "1:2 Bad is no JSON; expected true, false, null, a number, or a string in double quotes.",
      "2:1 Unexpected end of file; a } is missing.",
    ],
  },
]);
