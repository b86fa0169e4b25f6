import { defineArtifactRule } from "../../model/rule.ts";

export const instructionsOverrideCommitted = defineArtifactRule({
  id: "instructions/override-committed",
  on: ["instructions"],
  severity: "warning",
  summary: "Personal instruction files are ignored by git.",
  why: "CLAUDE.local.md and AGENTS.override.md are for one person or one task. Codex reads the override in place of AGENTS.md, without a word.",
  consequence: "Everybody who checks the repository out works by somebody's private instructions.",
  help: "Add the name to .gitignore, and move what concerns everybody into the shared file.",
  since: "0.1.0",
  sources: [{ read: { url: "https://developers.openai.com/codex/guides/agents-md", date: "2026-11-21" } }],

  *check({ path }) {
    const name = /(?:^|\/)((?:CLAUDE|AGENTS)\.local\.md|AGENTS\.override\.md)$/.exec(path)?.[1];
    if (name !== undefined) yield { message: `${name} is not ignored by git.` };
  },

  examples: [
    { because: "the shared file", files: { "AGENTS.md": "# Payments\n" } },
    {
      because: "an override",
      files: { "AGENTS.override.md": "# Ann's\n" },
      reports: ["AGENTS.override.md is not ignored by git."],
    },
  ],
});
