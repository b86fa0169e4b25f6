import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { isEmpty, isProjectAgent } from "../../inventory/teams/agents.ts";
import { entryOf } from "../../model/data.ts";
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

  *check({ frontmatter, dialect, path }) {
    if (dialect !== "claude-code" || !isProjectAgent(path) || !frontmatter?.data) return;
    if (!entryOf(frontmatter.data, "name")) return; // a text beside the agents, not one of them
    const description = entryOf(frontmatter.data, "description");
    const at = description?.keyRange ?? frontmatter.range;
    if (!description || isEmpty(description.value)) yield { message: "The agent has no description.", at };
    else if (description.value.kind !== "string") yield { message: "The agent's description is no text.", at };
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
      because: "a number, and a list",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: 5\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: [B.]\n---\nB.\n",
      },
      reports: [
        ".claude/agents/a.md:3:1 The agent's description is no text.",
        ".claude/agents/b.md:3:1 The agent's description is no text.",
      ],
    },
    {
      because: "the description is empty",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription:\n---\nReview.\n" },
      reports: ["3:1 The agent has no description."],
    },
  ],
});
