import { codex } from "../../../src/clients/codex.ts";
import { frontmatter, mark, type Probe } from "../probe.ts";

const bytes = codex.instructionBytes.value;
const END = mark("end");
const long = "p".repeat(40);

/** What Codex reads beside single skills. */
export const codexProbes: readonly Probe[] = [
  {
    question: "codex prompt",
    files: { "AGENTS.md": `${"x".repeat(bytes - END.length)}${END}` },
    expects: [{ fact: "codex.instructionBytes", says: `${bytes} bytes of instructions are read`, there: END }],
  },
  {
    question: "codex prompt",
    files: { "AGENTS.md": `${mark("start")}${"x".repeat(bytes - END.length - mark("start").length + 1)}${END}` },
    expects: [
      { fact: "codex.instructionBytes", says: "more are read in part", there: mark("start") },
      { fact: "codex.instructionBytes", says: "the last byte of one more is cut", gone: END },
    ],
  },
  {
    question: "codex skills",
    files: {
      ".agents/skills/tools/.claude-plugin/plugin.json": JSON.stringify({ name: long }),
      ".agents/skills/tools/skills/x/SKILL.md": frontmatter([
        `name: ${"s".repeat(60)}`,
        `description: ${mark("named")}`,
      ]),
    },
    expects: [{ fact: "codex.skillNameLength", says: "a plugin's name in front does not count", there: mark("named") }],
  },
];
