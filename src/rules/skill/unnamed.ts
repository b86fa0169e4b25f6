import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { looksInto } from "../../context/skill-places.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { nameLess } from "../nameless-skill.ts";

export const skillUnnamed = defineArtifactRule({
  id: "skill/unnamed",
  on: ["skill"],
  severity: "warning",
  severityFor: { "skills-ref": "error" },
  summary: "A skill in the folder of one client has a name, too.",
  why: "Claude Code, Codex and Copilot CLI take the folder's name where there is none; the specification and OpenCode, which reads `.claude/skills` as well, ask for one. Of skills that Gemini CLI reads, `skill/name-required` speaks.",
  consequence: "OpenCode skips the skill without a word where it looks for it, and skills-ref refuses it.",
  help: "Add `name:` to the frontmatter, with the name of the skill's folder.",
  since: "0.1.0",
  sources: [
    opencodeFacts.skillFields,
    skillsRefFacts.nameForm,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
  ],

  *check({ frontmatter, path }) {
    const missing = looksInto(path, geminiCliFacts.skillPlaces.value) ? undefined : nameLess(frontmatter);
    if (missing) yield missing;
  },

  examples: [
    {
      because: "the name is there",
      files: { ".claude/skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: Reviews.\n---\n" },
    },
    {
      because: "the name is missing, and empty",
      files: {
        ".claude/skills/review-pr/SKILL.md": "---\ndescription: Reviews pull requests.\n---\n",
        ".github/skills/review-pr/SKILL.md": "---\nname:\ndescription: Reviews pull requests.\n---\n",
      },
      reports: [
        ".claude/skills/review-pr/SKILL.md:1:1 The skill has no name.",
        ".github/skills/review-pr/SKILL.md:2:1 The skill's name is empty.",
      ],
    },
    {
      because: "anybody may install it",
      files: { "skills/review-pr/SKILL.md": "---\ndescription: Reviews pull requests.\n---\n" },
    },
  ],
});
