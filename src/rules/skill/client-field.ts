import { CLAUDE_ONLY_BEHAVIOUR } from "../../clients/skill-fields.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillClientField = defineArtifactRule({
  id: "skill/client-field",
  on: ["skill"],
  severity: "off",
  severityFor: { codex: "info", "gemini-cli": "info", cursor: "info", copilot: "info" },
  summary: "A skill for several clients does not rest on what only one of them does.",
  why: "Every client loads a skill with fields that it does not know, and leaves them out. These fields change what the skill does.",
  consequence: "Outside Claude Code the skill runs without what the field asks for.",
  help: "Say it in the text as well, or keep the skill in a folder that only Claude Code reads.",
  since: "0.1.0",
  yieldsTo: ["skill/unknown-field"],
  sources: [
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check({ path, frontmatter }) {
    if (/(?:^|\/)\.claude(?:-plugin)?\//.test(path)) return;
    for (const { key, keyRange } of frontmatter?.data?.entries ?? [])
      if (Object.hasOwn(CLAUDE_ONLY_BEHAVIOUR, key))
        yield {
          message: `Only Claude Code reads "${key}": other clients run the skill without ${CLAUDE_ONLY_BEHAVIOUR[key]}.`,
          at: keyRange,
        };
  },

  examples: [
    {
      because: "only Claude Code looks into this folder",
      files: { ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\ncontext: fork\n---\nCommit.\n" },
    },
    {
      because: "a folder that several clients read",
      files: { ".agents/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\ncontext: fork\n---\nCommit.\n" },
      reports: ['4:1 Only Claude Code reads "context": other clients run the skill without the context of its own.'],
    },
  ],
});
