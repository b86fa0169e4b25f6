import { GEMINI_REFUSED } from "../../clients/forms/gemini-settings.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsGeminiSettings = defineArtifactRule({
  id: "settings/gemini-settings",
  on: ["settings"],
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "Gemini CLI starts with its settings.",
  why: "Some settings it uses before anything else, and ends where they are of another form.",
  consequence: "Gemini CLI does not start in this repository.",
  help: "Write the value as the message says.",
  since: "0.1.0",
  sources: [geminiCliFacts.settingsRefused],

  *check({ data, dialect }) {
    if (dialect !== "gemini-cli" || !data) return;
    for (const { message, at } of misfits(data, GEMINI_REFUSED, "")) yield { message, at, client: "gemini-cli" };
  },

  examples: [
    {
      because: "values that Gemini CLI has, and a key that nobody knows",
      files: {
        ".gemini/settings.json":
          '{ "general": { "defaultApprovalMode": "plan" }, "tools": { "core": ["ls"] }, "x": 1 }',
      },
    },
    {
      because: "a mode that it does not have, and a text for a list",
      files: {
        ".gemini/settings.json": '{ "general": { "defaultApprovalMode": "never" },\n"tools": { "core": "ls" } }',
      },
      reports: [
        '1:39 "general.defaultApprovalMode" is "never"; it may be default, auto_edit, plan, yolo.',
        '2:20 "tools.core" has to be a list.',
      ],
    },
  ],
});
