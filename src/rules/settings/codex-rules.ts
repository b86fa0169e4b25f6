import { codexFacts } from "../../clients/codex.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const DECISIONS: readonly string[] = codexFacts.commandRules.value;
/** The decision of a rule, in quotes of either kind. */
const DECISION = /\bdecision[ \t]?=[ \t]?["']([\w-]{0,100})["']/g;

export const settingsCodexRules = defineArtifactRule({
  id: "settings/codex-rules",
  on: ["command-rules"],
  severity: "off",
  severityFor: { codex: "error" },
  summary: "The rules of commands decide what Codex knows.",
  why: "A rule allows a command, asks for it, or forbids it. One that Codex cannot read voids its whole file.",
  consequence: "Codex applies no rule of the file: nothing is forbidden by it.",
  help: "Write `allow`, `prompt` or `forbidden`; `codex execpolicy check --rules <file> -- git status` says whether it reads the file.",
  since: "0.1.0",
  sources: [codexFacts.commandRules],

  *check({ source }) {
    for (const found of source.text.matchAll(DECISION)) {
      const decision = found[1] ?? "";
      const line = source.text.slice(source.text.lastIndexOf("\n", found.index) + 1, found.index);
      if (DECISIONS.includes(decision) || line.includes("#")) continue;
      const close = decision === "deny" ? "forbidden" : nearest(decision, DECISIONS);
      const hint = close === undefined ? `; it has ${DECISIONS.join(", ")}.` : `; did you mean "${close}"?`;
      const end = found.index + found[0].length - 1;
      const at = { start: end - decision.length, end };
      yield { message: `Codex knows no decision "${decision}"${hint}`, at, client: "codex" };
    }
  },

  examples: [
    {
      because: "a decision that Codex knows, and a comment",
      files: {
        ".codex/rules/default.rules":
          '# decision = "deny" was asked for\nprefix_rule(pattern=["git", "push"], decision="prompt")\n',
      },
    },
    {
      because: "a slip, and the word of other clients",
      files: {
        ".codex/rules/default.rules":
          'prefix_rule(pattern=["git"], decision="alow")\nprefix_rule(\n    pattern=["rm"],\n    decision="deny",\n)\n',
      },
      reports: [
        '1:40 Codex knows no decision "alow"; did you mean "allow"?',
        '4:15 Codex knows no decision "deny"; did you mean "forbidden"?',
      ],
    },
  ],
});
