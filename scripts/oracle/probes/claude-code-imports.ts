import { claudeCodeFacts } from "../../../src/clients/claude-code.ts";
import { mark, type Expectation, type Probe } from "../probe.ts";

/** A line of CLAUDE.md, and whether the file of its name is imported. */
const LINES: readonly (readonly [name: string, line: string, imported: boolean])[] = [
  ["plain", "See @d/plain.md for more.", true],
  ["colon", "See @d/colon.md: it says more.", false],
  ["comma", "See @d/comma.md, then go on.", false],
  ["period", "See @d/period.md.", false],
  ["paren", "See this (@d/paren.md) first.", false],
  ["strong", "**@d/strong.md**", true],
  ["part", "See @d/part.md#heading for more.", true],
  ["tick", "See `@d/tick.md` for more.", false],
  ["quoted", 'See @"d/quoted.md" for more.', false],
  ["escaped name", "See @d/escaped\\ name.md for more.", true],
  ["spaced name", "See @d/spaced name.md for more.", false],
];
const depth = claudeCodeFacts.importDepth.value;
const hops = Array.from({ length: depth + 1 }, (_, hop) => hop + 1);
const bytes = claudeCodeFacts.instructionBytes.value;
const END = mark("end");

/** What Claude Code imports, how deep, and how large. */
export const claudeCodeImports: readonly Probe[] = [
  {
    question: "claude prompt",
    files: {
      "CLAUDE.md": ["Start.", ...LINES.map(([, line]) => line), "End."].join("\n\n"),
      ...Object.fromEntries(LINES.map(([name]) => [`d/${name}.md`, mark(name)])),
    },
    expects: LINES.map(([name, line, imported]): Expectation => ({
      fact: "claude-code.importForm",
      says: `${line} ${imported ? "imports" : "imports nothing"}`,
      [imported ? "there" : "gone"]: mark(name),
    })),
  },
  {
    question: "claude prompt",
    files: {
      "CLAUDE.md": "@h1.md\n",
      ...Object.fromEntries(hops.map((hop) => [`h${hop}.md`, `${mark(`hop${hop}`)}\n\n@h${hop + 1}.md\n`])),
    },
    expects: hops.map((hop): Expectation => ({
      fact: "claude-code.importDepth",
      says: `${hop} hops: ${hop <= depth ? "read" : "not read"}`,
      [hop <= depth ? "there" : "gone"]: mark(`hop${hop}`),
    })),
  },
  {
    question: "claude prompt",
    files: { "CLAUDE.md": `${END}${"x".repeat(bytes - END.length)}`, "CLAUDE.local.md": mark("local") },
    expects: [
      { fact: "claude-code.instructionBytes", says: `${bytes} bytes are read`, there: END },
      { fact: "claude-code.instructionNames", says: "CLAUDE.local.md is read, too", there: mark("local") },
    ],
  },
  {
    question: "claude prompt",
    files: { "CLAUDE.md": `${END}${"x".repeat(bytes - END.length + 1)}`, ".claude/CLAUDE.md": mark("inner") },
    expects: [
      { fact: "claude-code.instructionBytes", says: "a file of one byte more is skipped", gone: END },
      { fact: "claude-code.instructionNames", says: ".claude/CLAUDE.md is read, too", there: mark("inner") },
    ],
  },
  {
    question: "claude prompt",
    files: { "AGENTS.md": mark("fallback") },
    expects: [{ fact: "claude-code.fallbackNames", says: "AGENTS.md is read alone", there: mark("fallback") }],
  },
  {
    question: "claude prompt",
    files: { "AGENTS.md": mark("fallback"), "CLAUDE.md": `${mark("own")}\n\n<!-- ${mark("comment")} -->\n` },
    expects: [
      { fact: "claude-code.fallbackNames", says: "beside CLAUDE.md it is not", gone: mark("fallback") },
      { fact: "claude-code.instructionNames", says: "CLAUDE.md is read", there: mark("own") },
      { fact: "claude-code.htmlComments", says: "a comment is left out", gone: mark("comment") },
    ],
  },
];
