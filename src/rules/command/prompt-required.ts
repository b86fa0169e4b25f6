import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const commandPromptRequired = defineArtifactRule({
  id: "command/prompt-required",
  on: ["command-file"],
  severity: "off",
  severityFor: { "gemini-cli": "warning" },
  summary: "A command of Gemini CLI has a prompt that Gemini CLI can read.",
  why: "The prompt is what the command says to the model; Gemini CLI requires it, as a text in which every `!{…}` and `@{…}` is closed.",
  consequence: "Gemini CLI skips the command, or ends when somebody calls it.",
  help: 'Write `prompt = "…"`, a text as description, and as many `}` as `{` behind `!{` and `@{`.',
  since: "0.1.0",
  sources: [
    geminiCliFacts.commandFile,
    { read: { url: "https://geminicli.com/docs/cli/custom-commands/", date: "2026-11-30" } },
  ],

  *check({ data, source, dialect }) {
    if (source.bom && dialect === "gemini-cli")
      yield {
        message: "A byte order mark stands at the start of the file.",
        at: { start: 0, end: 0 },
        client: "gemini-cli",
        help: "Save the file as UTF-8 without a byte order mark.",
      };
    if (data?.kind !== "map") return;
    const prompt = entryOf(data, "prompt");
    if (!prompt) yield { message: "The command has no prompt.", at: { start: 0, end: 0 }, client: "gemini-cli" };
    else if (prompt.value.kind !== "string")
      yield { message: "The prompt has to be a text.", at: prompt.value.range, client: "gemini-cli" };
    else if (isOpen(prompt.value.value))
      yield { message: "A `!{` or `@{` of the prompt is never closed.", at: prompt.value.range, client: "gemini-cli" };
    const description = entryOf(data, "description")?.value;
    if (description && description.kind !== "string")
      yield { message: "The description has to be a text.", at: description.range, client: "gemini-cli" };
  },

  examples: [
    { because: "a prompt", files: { ".gemini/commands/plan.toml": 'prompt = "Plan."\n' } },
    {
      because: "a description alone",
      files: { ".gemini/commands/plan.toml": 'description = "Plans."\n' },
      reports: ["1:1 The command has no prompt."],
    },
    {
      because: "a byte order mark",
      files: { ".gemini/commands/plan.toml": '\uFEFFprompt = "Plan."\n' },
      reports: ["1:1 A byte order mark stands at the start of the file."],
    },
    {
      because: "a number, and a command of the shell that nothing closes",
      files: {
        ".gemini/commands/plan.toml": 'description = 5\nprompt = "Plan !{ls {a}"\n',
        ".gemini/commands/look.toml": 'prompt = "Look at @{README.md} and !{echo ${A}}, {{args}}"\n',
      },
      reports: [
        ".gemini/commands/plan.toml:1:15 The description has to be a text.",
        ".gemini/commands/plan.toml:2:10 A `!{` or `@{` of the prompt is never closed.",
      ],
    },
  ],
});

/** Whether what `!{` or `@{` opens is not closed, braces within counted. */
function isOpen(prompt: string): boolean {
  let depth = 0;
  for (let at = 0; at < prompt.length; at += 1) {
    const sign = prompt.charAt(at);
    if (depth === 0) {
      if ((sign === "!" || sign === "@") && prompt.charAt(at + 1) === "{") {
        depth = 1;
        at += 1;
      }
    } else if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
  }
  return depth > 0;
}
