import { formatDuplicateHeading } from "../../src/rules/format/duplicate-heading.ts";
import { formatFinalNewline } from "../../src/rules/format/final-newline.ts";
import { formatHeadingJump } from "../../src/rules/format/heading-jump.ts";
import { formatHeadingSpace } from "../../src/rules/format/heading-space.ts";
import { formatMixedLineEndings } from "../../src/rules/format/mixed-line-endings.ts";
import { formatTrailingSpace } from "../../src/rules/format/trailing-space.ts";
import { formatYamlTab } from "../../src/rules/format/yaml-tab.ts";
import { casesOf } from "../support/rule-cases.ts";

const one = (text: string) => ({ "AGENTS.md": text });

export const formatTrailingSpaceCases = casesOf(formatTrailingSpace, [
  {
    because: "two spaces break no line where the paragraph ends, and three are one too many to be seen",
    files: one("A  \n\nB   \nC\n"),
    reports: ["1:2 This line ends with white space."],
    fixed: "A\n\nB   \nC\n",
    safe: true,
  },
  {
    because: "CRLF stays",
    files: one("A \r\n\r\nB\r\n"),
    reports: ["1:2 This line ends with white space."],
    fixed: "A\r\n\r\nB\r\n",
  },
  {
    because: "lines of nothing else, and the last line",
    files: one("A\n \nB "),
    reports: ["2:1 2 lines end with white space."],
    fixed: "A\n\nB",
  },
  {
    because: "data, but not in a text of several lines",
    files: { "environments/ci/agent-ci.yaml": "models: \n  a: |\n    b \n    c\n  d: e\t\n" },
    reports: ["1:8 2 lines end with white space."],
    fixed: "models:\n  a: |\n    b \n    c\n  d: e\n",
  },
  { because: "what cannot be read may mean anything", files: { "environments/ci/agent-ci.yaml": "models: [ \n" } },
  {
    because: "texts of several lines in TOML, and indented code",
    files: { ".codex/config.toml": 'a = """\nb \nc"""\n', "AGENTS.md": "A\n\n    make \n    run\n" },
  },
  ...["|", "|+", "|2-", ">"].map((mark) => ({
    because: `the last lines of a text behind ${mark}, in the middle and at the end`,
    files: {
      "skills/a/SKILL.md": `---\nname: a\nmetadata:\n  note: ${mark}\n    One. \n    Two. \n      \ndescription: ${mark}\n  Three. \n  Four.\u00a0 \n   \n---\nFive.\n`,
    },
  })),
  {
    because: "a text that is nothing but spaces",
    files: { "environments/ci/agent-ci.yaml": "models:\n  a: |2\n      \n  b: c\n" },
  },
  { because: "cells of a table", files: { ".claude/teams/a.csv": "agent_type,role \n" } },
]);

export const formatFinalNewlineCases = casesOf(formatFinalNewline, [
  { because: "an empty file, and a line ending of Windows", files: { "AGENTS.md": "", "CLAUDE.md": "A\r\n" } },
  {
    because: "as the other lines end",
    files: one("A\r\n\r\nB"),
    reports: ["3:2 The last line has no line ending."],
    fixed: "A\r\n\r\nB\r\n",
  },
  {
    because: "a text of several lines that the file ends with would be another text",
    files: { "environments/ci/agent-ci.yaml": "models:\n  a: |+\n    b\n    c" },
  },
  ...["\u00a0", "\u2028", "\ufeff"].map((space) => ({
    because: `U+${space.charCodeAt(0).toString(16)} is a character like any other`,
    files: one(`A${space}\n \n`),
    reports: ["1:3 Empty lines end the file."],
    fixed: `A${space}\n`,
  })),
  { because: "code that the file ends with", files: one("A\n\n```\nb\n\n\n") },
]);

export const formatMixedLineEndingsCases = casesOf(formatMixedLineEndings, [
  {
    because: "the more frequent one is kept",
    files: one("A\r\n\r\nB\r\nC\n"),
    reports: ["4:2 3 lines end with CRLF and 1 with LF."],
    fixed: "A\r\n\r\nB\r\nC\r\n",
    safe: true,
  },
]);

export const formatMixedTomlCases = casesOf(formatMixedLineEndings, [
  {
    because: "a text of several lines in TOML has the line endings that it is written with",
    files: { ".gemini/commands/a.toml": 'prompt = """\r\nA\r\nB\n"""\r\n' },
    reports: ["3:2 3 lines end with CRLF and 1 with LF."],
    fixed: 'prompt = """\r\nA\r\nB\r\n"""\r\n',
    safe: false,
  },
]);

export const formatYamlTabCases = casesOf(formatYamlTab, [
  { because: "a tab that YAML allows", files: { "environments/ci/agent-ci.yaml": "models:\n  a: b\t# c\n" } },
  {
    because: "a file of YAML, two tabs deep",
    files: { "environments/ci/agent-ci.yaml": "data:\n\tpaths:\n\t\ta: b\n" },
    reports: ["2:1 2 lines are indented with tabs."],
    fixed: "data:\n  paths:\n    a: b\n",
    safe: false,
  },
]);

export const formatHeadingJumpCases = casesOf(formatHeadingJump, [
  { because: "number signs in code", files: one("# A\n\n```\n### C\n```\n") },
]);

export const formatDuplicateHeadingCases = casesOf(formatDuplicateHeading, [
  { because: "below two headings of the same level in between", files: one("## A\n\n#### U\n\n### B\n\n#### U\n") },
  {
    because: "in another case, with a deeper section in between",
    files: one("## Use\n\n### A\n\n## USE\n"),
    reports: ['5:1 There is a heading "USE" in this section already.'],
  },
]);

export const formatHeadingSpaceCases = casesOf(formatHeadingSpace, [
  { because: "in code and in comments", files: one("```\n##Build\n```\n\n<!--\n##Later\n-->\n") },
]);
