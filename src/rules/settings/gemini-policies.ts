import { type DataForm, NUMBER } from "../../clients/forms/data-form.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const POLICIES: DataForm = {
  takes: ["map"],
  keys: {
    rule: {
      takes: ["list"],
      items: {
        takes: ["map"],
        needs: ["decision", "priority"],
        keys: { decision: { takes: ["string"], values: geminiCliFacts.policies.value }, priority: NUMBER },
      },
    },
  },
};

export const settingsGeminiPolicies = defineArtifactRule({
  id: "settings/gemini-policies",
  on: ["client-policy"],
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "Every rule of a policy of Gemini CLI has a priority, and decides what Gemini CLI knows.",
  why: "A policy allows a tool, asks for it, or denies it. One rule that Gemini CLI cannot read voids the file.",
  consequence: "Gemini CLI applies no rule of the file: what it should deny is not denied.",
  help: "Write `allow`, `deny` or `ask_user`, and a number as priority.",
  since: "0.1.0",
  sources: [geminiCliFacts.policies],

  *check({ data, dialect }) {
    if (dialect !== "gemini-cli" || !data) return;
    for (const { message, at } of misfits(data, POLICIES, "")) yield { message, at, client: "gemini-cli" };
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
      because: "a decision of other clients, and no priority",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "run_shell_command"\ndecision = "ask"\npriority = 100\n\n[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\n',
      },
      reports: ['3:12 "rule.decision" is "ask"; it may be allow, deny, ask_user.', '6:1 "rule" has no "priority".'],
    },
  ],
});
