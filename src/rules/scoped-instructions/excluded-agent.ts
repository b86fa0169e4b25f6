import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** `coding-agent` is the former name of `cloud-agent`. */
const AGENTS = ["cloud-agent", "code-review", "coding-agent"];

export const scopedInstructionsExcludedAgent = defineArtifactRule({
  id: "scoped-instructions/excluded-agent",
  on: ["scoped-instructions"],
  severity: "off",
  severityFor: { copilot: "warning" },
  summary: "`excludeAgent` names agents of Copilot.",
  why: "Instructions with `excludeAgent` are kept from Copilot's code review or from its cloud agent. The list is that of November 2026.",
  consequence: "The agent that was meant reads the instructions all the same.",
  help: "Write `code-review` or `cloud-agent`. A newer one belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions",
        date: "2026-11-21",
      },
    },
  ],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ dialect, frontmatter }, { allowed }) {
    const value = dialect === "copilot" ? entryOf(frontmatter?.data, "excludeAgent")?.value : undefined;
    for (const one of value?.kind === "list" ? value.items : value ? [value] : []) {
      if (one.kind !== "string" || AGENTS.includes(one.value) || allowed.includes(one.value)) continue;
      const close = nearest(one.value, AGENTS);
      const hint = close === undefined ? `; it has ${AGENTS.join(", ")}.` : `; did you mean "${close}"?`;
      yield { message: `Copilot has no agent "${one.value}"${hint}`, at: one.range, client: "copilot" };
    }
  },

  examples: [
    {
      because: "an agent that there is",
      files: {
        ".github/instructions/a.instructions.md": '---\napplyTo: "**"\nexcludeAgent: code-review\n---\nUse types.\n',
      },
    },
    {
      because: "one that there is not",
      files: {
        ".github/instructions/a.instructions.md": '---\napplyTo: "**"\nexcludeAgent: everyone\n---\nUse types.\n',
      },
      reports: ['3:15 Copilot has no agent "everyone"; it has cloud-agent, code-review, coding-agent.'],
    },
  ],
});
