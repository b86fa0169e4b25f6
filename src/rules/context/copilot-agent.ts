import { copilotFacts } from "../../clients/copilot.ts";
import { codePoints } from "../../context/fields.ts";
import { thousands } from "../../model/numbers.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const contextCopilotAgent = defineArtifactRule({
  id: "context/copilot-agent",
  on: ["agent"],
  severity: "off",
  severityFor: { copilot: "warning" },
  summary: "The prompt of a custom agent of Copilot has at most 30,000 characters.",
  why: "GitHub's documentation gives that bound for the text below the frontmatter, and does not say what happens beyond it.",
  consequence: "Copilot refuses the agent, or works with a part of its prompt.",
  help: "Move parts of the prompt into instruction files or skills.",
  since: "0.1.0",
  sources: [copilotFacts.agentCharacters],
  options: { "max-characters": copilotFacts.agentCharacters.value },
  optionAliases: { max: "max-characters" },
  loosens: { "max-characters": "more" },

  *check({ dialect, source, body }, { "max-characters": max }) {
    if (dialect !== "copilot" || source.text.length <= max) return;
    const length = codePoints(source.text.slice(body.start, body.end));
    if (length > max)
      yield {
        message: `The prompt has ${thousands(length)} of ${thousands(max)} characters.`,
        at: { start: body.start, end: body.start },
        client: "copilot",
      };
  },

  examples: [
    {
      because: "30,000 characters are allowed",
      files: { ".github/agents/reviewer.agent.md": `---\ndescription: Reviews.\n---\n${"x".repeat(30_000)}` },
    },
    {
      because: "one more is one too many",
      files: { ".github/agents/reviewer.agent.md": `---\ndescription: Reviews.\n---\n${"x".repeat(30_001)}` },
      reports: ["4:1 The prompt has 30,001 of 30,000 characters."],
    },
  ],
});
