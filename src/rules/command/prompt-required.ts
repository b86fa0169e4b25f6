import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const commandPromptRequired = defineArtifactRule({
  id: "command/prompt-required",
  on: ["command-file"],
  severity: "off",
  severityFor: { "gemini-cli": "warning" },
  summary: "A command of Gemini CLI has a prompt.",
  why: "The prompt is what the command says to the model; Gemini CLI requires it, as a text.",
  consequence: "Gemini CLI skips the command.",
  help: 'Add `prompt = "…"`.',
  since: "0.1.0",
  sources: [{ read: { url: "https://geminicli.com/docs/cli/custom-commands/", date: "2026-11-30" } }],

  *check({ data }) {
    if (data?.kind !== "map") return;
    const prompt = entryOf(data, "prompt");
    if (!prompt) yield { message: "The command has no prompt.", at: { start: 0, end: 0 }, client: "gemini-cli" };
    else if (prompt.value.kind !== "string")
      yield { message: "The prompt has to be a text.", at: prompt.value.range, client: "gemini-cli" };
  },

  examples: [
    { because: "a prompt", files: { ".gemini/commands/plan.toml": 'prompt = "Plan."\n' } },
    {
      because: "a description alone",
      files: { ".gemini/commands/plan.toml": 'description = "Plans."\n' },
      reports: ["1:1 The command has no prompt."],
    },
  ],
});
