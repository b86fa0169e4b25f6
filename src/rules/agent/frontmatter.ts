import { lateFrontmatter } from "../../inventory/texts/late-frontmatter.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentFrontmatter = defineArtifactRule({
  id: "agent/frontmatter",
  on: ["agent"],
  severity: "warning",
  summary: "An agent of Claude Code has a frontmatter.",
  why: "Claude Code takes the agent's name and the reason to call it from there.",
  consequence: "Claude Code does not take the file for an agent of that name.",
  help: "Add a frontmatter with `name` and `description`, or move a text that is no agent out of the folder.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check({ dialect, frontmatter, problems, source }) {
    if (dialect !== "claude-code" || frontmatter || problems.length > 0) return;
    if (lateFrontmatter(source.text) === undefined)
      // loading/late-start reports it
      yield { message: "The agent has no frontmatter.", at: { start: 0, end: 1 } };
  },

  examples: [
    {
      because: "a frontmatter with a name and a description",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "no frontmatter",
      files: { ".claude/agents/reviewer.md": "Review.\n" },
      reports: ["1:1 The agent has no frontmatter."],
    },
    { because: "Cursor takes the name from the file", files: { ".cursor/agents/reviewer.md": "Review.\n" } },
  ],
});
