import { geminiCli } from "../../clients/gemini-cli.ts";
import { agentLoading } from "../../context/loadability.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const loadingGeminiCliAgent = defineArtifactRule({
  id: "loading/gemini-cli-agent",
  on: ["agent"],
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "A subagent of Gemini CLI has a name of `a-z`, `0-9`, `-` and `_`, and a description.",
  why: "Gemini CLI checks the frontmatter of .gemini/agents/*.md against a schema and refuses what does not fit.",
  consequence: "Gemini CLI reports an error when it starts, and works without the agent.",
  help: "Add `name:` and `description:` in the form that it asks for.",
  since: "0.1.0",
  sources: [geminiCli.agentName],

  *check(agent) {
    if (agent.dialect !== "gemini-cli") return;
    for (const { code, says, at, outcome } of agentLoading("gemini-cli", agent).reasons)
      if (outcome === "dropped" && code !== "yaml")
        // file/syntax reports it
        yield { message: `Gemini CLI drops this agent: ${says}`, client: "gemini-cli", ...(at && { at }) };
  },

  examples: [
    {
      because: "name and description",
      files: { ".gemini/agents/reviewer.md": "---\nname: code_reviewer\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "capitals, and no description",
      files: { ".gemini/agents/reviewer.md": "---\nname: Reviewer\n---\nReview.\n" },
      reports: [
        "1:1 Gemini CLI drops this agent: The agent has no description.",
        '2:7 Gemini CLI drops this agent: The name "Reviewer" has characters other than a-z, 0-9, "-" and "_".',
      ],
    },
    {
      because: "a file whose name begins with an underscore is no agent to Gemini CLI",
      files: { ".gemini/agents/_notes.md": "Notes.\n" },
    },
  ],
});
