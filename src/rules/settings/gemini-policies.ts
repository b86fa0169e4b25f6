import { GEMINI_POLICIES } from "../../clients/forms/gemini-policies.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsGeminiPolicies = defineArtifactRule({
  id: "settings/gemini-policies",
  on: ["client-policy"],
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "Every rule of a policy of Gemini CLI has a tool and a priority, and decides what Gemini CLI knows.",
  why: "A policy allows a tool, asks for it, or denies it. One rule that Gemini CLI cannot read voids the file.",
  consequence: "Gemini CLI applies no rule of the file: what it should deny is not denied.",
  help: 'Write `allow`, `deny` or `ask_user`, a whole number up to 999 as priority, and `toolName = "*"` for all tools.',
  since: "0.1.0",
  sources: [geminiCliFacts.policies],

  *check({ data, dialect, source }) {
    if (dialect !== "gemini-cli" || !data) return;
    if (source.bom)
      yield {
        message: "A byte order mark stands at the start of the file.",
        at: { start: 0, end: 0 },
        client: "gemini-cli",
        help: "Save the file as UTF-8 without a byte order mark.",
      };
    for (const { message, at } of misfits(data, GEMINI_POLICIES, "")) yield { message, at, client: "gemini-cli" };
  },

  examples: [
    {
      because: "a whole rule",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "git push"\ndecision = "ask_user"\npriority = 100\n',
      },
    },
    {
      because: "a byte order mark",
      files: {
        ".gemini/policies/safe.toml": '\uFEFF[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\npriority = 100\n',
      },
      reports: ["1:1 A byte order mark stands at the start of the file."],
    },
    {
      because: "a decision of other clients, and no priority",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "run_shell_command"\ndecision = "ask"\npriority = 100\n\n[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\n',
      },
      reports: ['3:12 "rule.decision" is "ask"; it may be allow, deny, ask_user.', '6:1 "rule" has no "priority".'],
    },
    {
      because: "a server without its tools, a priority that is too high, and a mode of other clients",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\nmcpName = "github"\ndecision = "deny"\npriority = 1000\nmodes = ["bypassPermissions"]\n',
      },
      reports: [
        '1:1 "rule" has no "toolName".',
        '4:12 "rule.priority" has to be a whole number above -1 up to 999.',
        '5:10 "rule.modes" is "bypassPermissions"; it may be default, autoEdit, yolo, plan.',
      ],
    },
  ],
});
