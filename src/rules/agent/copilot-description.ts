import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentCopilotDescription = defineArtifactRule({
  id: "agent/copilot-description",
  on: ["agent"],
  severity: "off",
  severityFor: { copilot: "warning" },
  summary: "A custom agent of Copilot has a description.",
  why: "It is the one field that GitHub's documentation requires: people and Copilot choose the agent by it.",
  consequence: "Copilot shows the agent without a purpose, and the cloud agent may refuse it.",
  help: "Add `description:` to the frontmatter.",
  since: "0.1.0",
  yieldsTo: ["loading/copilot-fields"],
  sources: [
    { read: { url: "https://docs.github.com/en/copilot/reference/custom-agents-configuration", date: "2026-11-21" } },
  ],

  *check(agent) {
    const { dialect, frontmatter, problems, path } = agent;
    if (dialect !== "copilot" || path.endsWith(".chatmode.md") || problems.length > 0) return;
    if ((textField(agent, "description")?.value ?? "") !== "") return;
    const { keyRange, value } = entryOf(frontmatter?.data, "description") ?? {};
    const at = (value?.kind === "null" ? keyRange : value?.range) ?? { start: 0, end: 1 };
    yield { message: "The agent has no description.", at };
  },

  examples: [
    {
      because: "a description",
      files: { ".github/agents/reviewer.agent.md": "---\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "no description",
      files: { ".github/agents/reviewer.agent.md": "---\nname: Reviewer\n---\nReview.\n" },
      reports: ["1:1 The agent has no description."],
    },
  ],
});
