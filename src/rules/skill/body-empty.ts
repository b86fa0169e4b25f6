import { defineArtifactRule } from "../../model/rule.ts";

export const skillBodyEmpty = defineArtifactRule({
  id: "skill/body-empty",
  on: ["skill", "agent", "command"],
  severity: "warning",
  summary: "A skill, an agent or a command says what to do.",
  why: "What stands behind the frontmatter is all that the agent gets when it uses it.",
  consequence: "The agent loads it and learns nothing.",
  help: "Write the instructions below the frontmatter, or remove the file.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check({ source, body, frontmatter, problems }) {
    if (problems.length > 0) return;
    const text = source.text.slice(body.start, body.end);
    if (text.trim() === "")
      yield { message: "There is nothing behind the frontmatter.", ...(frontmatter && { at: frontmatter.range }) };
  },

  examples: [
    {
      because: "one sentence is enough",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit often.\n" },
    },
    {
      because: "only frontmatter",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n\n" },
      reports: ["1:1 There is nothing behind the frontmatter."],
    },
  ],
});
