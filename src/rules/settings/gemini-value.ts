import { GEMINI_INVALID, GEMINI_REFUSED } from "../../clients/forms/gemini-settings.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { unreadGeminiSettings } from "../../inventory/authority/unread-gemini-settings.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { unreadGeminiSetting } from "../unread-gemini-setting.ts";

export const settingsGeminiValue = defineArtifactRule({
  id: "settings/gemini-value",
  on: ["settings"],
  severity: "off",
  severityFor: { "gemini-cli": "warning" },
  summary: "The settings of Gemini CLI are ones that it reads, and of the form that it asks for.",
  why: "Gemini CLI compares its settings with a schema, and since they stand in groups it reads none by its former name, nor by the way to it in one key. `settings/lost-guard` reports those that should forbid something.",
  consequence: "Gemini CLI calls the configuration invalid, or takes no notice of the setting.",
  help: "Write the value as the message says, or the setting by its present name.",
  since: "0.1.0",
  sources: [geminiCliFacts.settingsInvalid, geminiCliFacts.settingsFormer],

  *check(artifact) {
    const { data, dialect } = artifact;
    if (dialect !== "gemini-cli" || !data) return;
    // What keeps it from starting, `settings/gemini-settings` reports.
    const said = new Set([...misfits(data, GEMINI_REFUSED, "")].map(({ at }) => at.start));
    const hooks = hooksOf(artifact)?.faults ?? [];
    for (const { message, at, path } of misfits(data, GEMINI_INVALID, ""))
      // Of hooks that are lost, `hooks/shape` speaks.
      if (!said.has(at.start) && !(hooks.length > 0 && path.startsWith("hooks")))
        yield { message, at, client: "gemini-cli" };
    for (const setting of unreadGeminiSettings(data))
      // settings/lost-guard reports those that guard
      if (!setting.guards) yield { ...unreadGeminiSetting(setting), client: "gemini-cli" };
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
    {
      because: "the way to a setting in one key, and a former name beside the present one",
      files: {
        ".gemini/settings.json":
          '{ "tools.allowed": ["run_shell_command(git)"],\n"vimMode": true, "general": { "vimMode": true } }',
      },
      reports: ['1:3 No setting is called "tools.allowed": "allowed" has to stand in a map "tools".'],
    },
  ],
});
