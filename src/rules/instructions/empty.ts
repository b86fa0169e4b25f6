import { defineArtifactRule } from "../../model/rule.ts";

export const instructionsEmpty = defineArtifactRule({
  id: "instructions/empty",
  on: ["instructions", "scoped-instructions"],
  severity: "warning",
  summary: "An instruction file instructs.",
  why: "Codex passes over an empty file and takes the next name in the folder. Claude Code takes an empty CLAUDE.md for one, and no longer looks for AGENTS.md.",
  consequence: "The agent works without the instructions that somebody believes are there.",
  help: "Write them, or remove the file.",
  since: "0.1.0",
  sources: [{ read: { url: "https://developers.openai.com/codex/guides/agents-md", date: "2026-11-21" } }],

  *check({ source, body, problems }) {
    if (problems.length === 0 && source.text.slice(body.start, body.end).trim() === "")
      yield { message: "The file holds no instructions." };
  },

  examples: [
    { because: "one sentence", files: { "AGENTS.md": "Run make test.\n" } },
    { because: "white space", files: { "AGENTS.md": "\n\n" }, reports: ["The file holds no instructions."] },
  ],
});
