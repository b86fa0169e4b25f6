import { GEMINI_INVALID, GEMINI_REFUSED } from "../../clients/forms/gemini-settings.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsGeminiValue = defineArtifactRule({
  id: "settings/gemini-value",
  on: ["settings"],
  severity: "off",
  severityFor: { "gemini-cli": "warning" },
  summary: "The settings of Gemini CLI are ones that it reads, and of the form that it asks for.",
  why: "Gemini CLI compares its settings with a schema, and since they stand in groups it reads none by its former name.",
  consequence: "Gemini CLI calls the configuration invalid, or takes no notice of the setting.",
  help: "Write the value as the message says, or the setting by its present name.",
  since: "0.1.0",
  sources: [geminiCliFacts.settingsInvalid, geminiCliFacts.settingsFormer],

  *check({ data, dialect }) {
    if (dialect !== "gemini-cli" || !data) return;
    // What keeps it from starting, `settings/gemini-settings` reports.
    const said = new Set([...misfits(data, GEMINI_REFUSED, "")].map(({ at }) => at.start));
    for (const { message, at } of misfits(data, GEMINI_INVALID, ""))
      if (!said.has(at.start)) yield { message, at, client: "gemini-cli" };
    const former = entryOf(data, "contextFileName");
    if (former)
      yield {
        message: "Gemini CLI reads `context.fileName`, and no `contextFileName`.",
        at: former.keyRange,
        client: "gemini-cli",
      };
  },

  examples: [
    {
      because: "values of the right form",
      files: {
        ".gemini/settings.json":
          '{ "context": { "fileName": "AGENTS.md" }, "tools": { "exclude": ["run_shell_command"] } }',
      },
    },
    {
      because: "a text for a list, a mode for the command line alone, and a former name",
      files: {
        ".gemini/settings.json":
          '{ "tools": { "exclude": "run_shell_command" },\n"general": { "defaultApprovalMode": "yolo" },\n"contextFileName": "AGENTS.md" }',
      },
      reports: [
        '1:25 "tools.exclude" has to be a list.',
        '2:37 "general.defaultApprovalMode" is "yolo"; it may be default, auto_edit, plan.',
        "3:1 Gemini CLI reads `context.fileName`, and no `contextFileName`.",
      ],
    },
  ],
});
