import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { agentLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingGeminiCliAgent = defineRepositoryRule({
  id: "loading/gemini-cli-agent",
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "A subagent of Gemini CLI has a name of `a-z`, `0-9`, `-` and `_`, and a description.",
  why: "Gemini CLI checks the frontmatter of .gemini/agents/*.md against a schema and refuses what does not fit.",
  consequence: "Gemini CLI reports an error when it starts, and works without the agent.",
  help: "Add `name:` and `description:` in the form that it asks for.",
  since: "0.1.0",
  sources: [geminiCliFacts.agentName, geminiCliFacts.agentFields, geminiCliFacts.agentKinds],

  *check(repository) {
    for (const artifact of repository.of("agent")) {
      if (artifact.dialect !== "gemini-cli") continue;
      for (const { code, says, at, outcome } of agentLoading(repository, "gemini-cli", artifact).reasons)
        if (outcome === "dropped" && code !== "yaml" && code !== "duplicate-key")
          // file/syntax and file/duplicate-key report it
          yield { artifact, message: `Gemini CLI drops this agent: ${says}`, client: "gemini-cli", ...(at && { at }) };
    }
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
        "Gemini CLI drops this agent: The agent has no description.",
        '2:7 Gemini CLI drops this agent: The name "Reviewer" is of a form that it refuses.',
      ],
    },
    {
      because: "a field of another client, and tools that are a text",
      files: {
        ".gemini/agents/reviewer.md":
          "---\nname: reviewer\ndescription: Reviews.\ntools: Read, Grep\nmaxTurns: 5\n---\nReview.\n",
      },
      reports: [
        "4:8 Gemini CLI drops this agent: `tools` is a text, not a list.",
        '5:1 Gemini CLI drops this agent: It knows no field "maxTurns".',
      ],
    },
    {
      because: "a file whose name begins with an underscore is no agent to Gemini CLI",
      files: { ".gemini/agents/_notes.md": "Notes.\n" },
    },
    {
      because: "a remote agent without its card, with tools that it has none of, and a server of another form",
      files: {
        ".gemini/agents/far.md": "---\nname: far\ndescription: Asks.\nkind: remote\ntools: [glob]\n---\nAsk.\n",
        ".gemini/agents/near.md":
          "---\nname: near\ndescription: Asks.\ntools: [grep, docs__find]\nmcp_servers:\n  docs: { type: stdio, command: docs }\n---\nAsk.\n",
      },
      reports: [
        ".gemini/agents/far.md Gemini CLI drops this agent: A remote subagent needs `agent_card_url` or `agent_card_json`.",
        '.gemini/agents/far.md:5:1 Gemini CLI drops this agent: A remote subagent has no "tools".',
        '.gemini/agents/near.md:4:9 Gemini CLI drops this agent: `tools` holds "grep", which it refuses.',
        '.gemini/agents/near.md:4:15 Gemini CLI drops this agent: `tools` holds "docs__find", which it refuses.',
        '.gemini/agents/near.md:6:17 Gemini CLI drops this agent: "mcp_servers.docs.type" is "stdio"; it may be sse, http.',
      ],
    },
  ],
});
