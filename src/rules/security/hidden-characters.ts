import { hiddenRuns } from "../../inventory/texts/hidden-runs.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { MARKDOWN_KINDS } from "../markdown-kinds.ts";

export const securityHiddenCharacters = defineArtifactRule({
  id: "security/hidden-characters",
  on: [
    ...MARKDOWN_KINDS,
    "agent-file",
    "command-file",
    "hooks",
    "settings",
    "mcp",
    "plugin",
    "marketplace",
    "skill-metadata",
    "team",
  ],
  severity: "warning",
  summary: "A text that an agent reads has no characters that people cannot see.",
  why: "Tag characters, zero-width characters and runs of variation selectors spell whole sentences that no editor shows; characters that turn the direction of text show another order than the agent reads; line breaks that are none for most editors begin a key for some readers of YAML. Emoji, and the scripts that need joiners, are left alone.",
  consequence: "The agent may follow an order that no reviewer saw.",
  help: "Remove the characters. If the text needs them, say so in a suppression.",
  since: "0.1.0",
  sources: [{ read: { url: "https://havenmessenger.com/blog/posts/unicode-security-attacks/", date: "2026-11-21" } }],

  *check({ source }) {
    if (source.bytes === source.text.length) return; // as many bytes as characters: plain ASCII
    for (const { message, range } of hiddenRuns(source.text)) yield { message, at: range };
  },

  examples: [
    {
      because: "emoji joined from several, a flag, Persian, a heart, Khmer, and a fence and a mention that are none",
      files: {
        "AGENTS.md":
          "👩‍💻 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} می‌خواهم ❤️ ក\u200Bខ \u200B``` @\u200Bann\n",
      },
    },
    {
      because: "tag characters spell what nobody sees",
      files: { "AGENTS.md": "Be kind.\u{E0068}\u{E0069}\n" },
      reports: ["1:9 There are 2 hidden characters here: tag characters (U+E0068)."],
    },
    {
      because: "a zero-width space in a word, and one that turns the direction of the rest",
      files: { "AGENTS.md": "pass\u200Bword\n\nsafe \u202Enot\n" },
      reports: [
        "1:5 There is 1 hidden character here: zero-width characters (U+200B).",
        "3:6 There is 1 hidden character here: characters that turn the direction of text (U+202E).",
      ],
    },
    {
      because: "a line break that begins a key for some readers alone",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n# x\u2028model: opus\n---\nCommit.\n" },
      reports: ["4:4 There is 1 hidden character here: line breaks that only some readers see (U+2028)."],
    },
  ],
});
