import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { isProjectAgent } from "../../inventory/teams/agents.ts";
import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentNameRequired = defineArtifactRule({
  id: "agent/name-required",
  on: ["agent"],
  severity: "error",
  summary: "An agent in `.claude/agents` has a name.",
  why: "Claude Code calls an agent by the name in its frontmatter; the file's name does not count.",
  consequence: "Claude Code does not load the agent.",
  help: "Add `name:` to the frontmatter.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.agentRequired,
    { read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } },
  ],

  *check(agent) {
    const { frontmatter, dialect, path } = agent;
    if (dialect !== "claude-code" || !isProjectAgent(path) || !frontmatter?.data) return;
    if (!entryOf(frontmatter.data, "description")) return; // a text beside the agents, not one of them
    if ((textField(agent, "name")?.value ?? "") === "")
      yield { message: "The agent has no name.", at: entryOf(frontmatter.data, "name")?.keyRange ?? frontmatter.range };
  },

  examples: [
    {
      because: "name and description",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "the name is missing",
      files: { ".claude/agents/reviewer.md": "---\ndescription: Reviews.\n---\nReview.\n" },
      reports: ["1:1 The agent has no name."],
    },
    {
      because: "the name is empty",
      files: { ".claude/agents/reviewer.md": "---\ndescription: Reviews.\nname:\n---\nReview.\n" },
      reports: ["3:1 The agent has no name."],
    },
  ],
});
