import { isPluginAgent } from "../../inventory/teams/agents.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentPluginFields = defineArtifactRule({
  id: "agent/plugin-fields",
  on: ["agent"],
  severity: "warning",
  summary: "An agent of a Claude Code plugin has a description.",
  why: "Claude Code decides by the description when to call the agent; without a name it goes by its file's.",
  consequence: "Claude Code does not know when to call the agent.",
  help: "Add `description:` to the frontmatter: what the agent does, and when to call it.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check(agent) {
    const { frontmatter } = agent;
    if (!isPluginAgent(agent) || !frontmatter?.data) return;
    if ((textField(agent, "description")?.value ?? "") === "")
      yield { message: "The agent has no description.", at: frontmatter.range };
  },

  examples: [
    {
      because: "a description; the file's name is that of the agent",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a" }\n',
        "agents/reviewer.md": "---\ndescription: Reviews.\n---\nReview.\n",
      },
    },
    {
      because: "the description is missing",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a" }\n',
        "agents/reviewer.md": "---\nname: reviewer\n---\nReview.\n",
      },
      reports: ["agents/reviewer.md:1:1 The agent has no description."],
    },
  ],
});
