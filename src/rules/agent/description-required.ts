import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { isProjectAgent } from "../../inventory/teams/agents.ts";
import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentDescriptionRequired = defineArtifactRule({
  id: "agent/description-required",
  on: ["agent"],
  severity: "error",
  summary: "An agent in `.claude/agents` has a description.",
  why: "Claude Code decides by the description when to call the agent.",
  consequence: "Claude Code does not load the agent.",
  help: "Add `description:` to the frontmatter.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.agentRequired,
    { read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } },
  ],

  *check(agent) {
    const { frontmatter, dialect, path } = agent;
    if (dialect !== "claude-code" || !isProjectAgent(path) || !frontmatter?.data) return;
    if (!entryOf(frontmatter.data, "name")) return; // a text beside the agents, not one of them
    if ((textField(agent, "description")?.value ?? "") === "")
      yield {
        message: "The agent has no description.",
        at: entryOf(frontmatter.data, "description")?.keyRange ?? frontmatter.range,
      };
  },

  examples: [
    {
      because: "name and description",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "the description is missing",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\n---\nReview.\n" },
      reports: ["1:1 The agent has no description."],
    },
    {
      because: "the description is empty",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription:\n---\nReview.\n" },
      reports: ["3:1 The agent has no description."],
    },
  ],
});
