import { defineEngineRule } from "../model/rule.ts";

export const conditionViolated = defineEngineRule({
  id: "condition/violated",
  aliases: ["policy/violated"],
  severity: "error",
  summary: "No policy of the configuration is violated.",
  why: "`policies:` says in an expression over the report what a team does not accept, beyond what rules and gates know.",
  consequence: "What the policy's message says.",
  help: "Mend what the message says, or change the policy in `agent-ci.yaml`. Its own `severity` is that of the finding.",
  since: "0.1.0",
  examples: [
    {
      because: "what it asks for is not there",
      files: {
        "AGENTS.md": "# Rules\n\n[A page](page.md)\n",
        "page.md": "# A page\n",
        "agent-ci.yaml":
          'policies:\n  - name: no-dead-links\n    when: report.diagnostics.exists(d, d.rule == "link/missing")\n    message: A link leads nowhere\n',
      },
    },
    {
      because: "what it refuses is there",
      files: {
        "AGENTS.md": "# Rules\n\n[A page](gone.md)\n",
        "agent-ci.yaml":
          'policies:\n  - name: no-dead-links\n    when: report.diagnostics.exists(d, d.rule == "link/missing")\n    message: A link leads nowhere\n',
      },
      reports: ['Condition "no-dead-links": A link leads nowhere.'],
    },
  ],
});

export const conditionFailed = defineEngineRule({
  id: "condition/failed",
  aliases: ["policy/failed"],
  severity: "error",
  summary: "Every policy of the configuration can be evaluated.",
  why: "A policy that ends with an error says neither yes nor no, and must not pass for a yes.",
  consequence: "Nobody knows whether the report is acceptable.",
  help: "Guard the expression: `has(m.base) && m.base > 0.0`, a key with `in`, a pattern of RE2; or nest fewer macros.",
  since: "0.1.0",
  examples: [],
});
