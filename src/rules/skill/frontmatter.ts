import { skillsRef } from "../../clients/skills-ref.ts";
import { copilotCli } from "../../clients/copilot-cli.ts";
import { codex } from "../../clients/codex.ts";
import { mayBeMalformed } from "../../inventory/places/loaded-here.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillFrontmatter = defineArtifactRule({
  id: "skill/frontmatter",
  on: ["skill"],
  severity: "error",
  severityFor: { "skills-ref": "error" },
  summary: "A skill begins with YAML frontmatter.",
  why: "The name and description between the two `---` lines are all that a client knows of a skill before it loads it.",
  consequence: "Clients cannot list the skill, so the agent never uses it.",
  help: "Begin the file with a line `---`, then `name:` and `description:`, then another line `---`.",
  since: "0.1.0",
  sources: [
    copilotCli.skillFences,
    codex.skillFences,
    skillsRef.fields,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
  ],

  *check({ frontmatter, problems, path, source }) {
    if (frontmatter || mayBeMalformed(path, source.text)) return;
    if (problems.length > 0) return; // the file rules say why it could not be read
    yield { message: "The skill has no frontmatter.", at: { start: 0, end: 0 } };
  },

  examples: [
    {
      because: "the frontmatter stands at the very top",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "a heading is no frontmatter",
      files: { "skills/review-pr/SKILL.md": "# Review a pull request\n" },
      reports: ["1:1 The skill has no frontmatter."],
    },
  ],
});
