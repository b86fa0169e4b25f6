import { quotedCell, teamOf } from "../../inventory/teams/teams.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const teamToolsQuoted = defineArtifactRule({
  id: "team/tools-quoted",
  on: ["team"],
  severity: "warning",
  summary: "The tools in a team stand in quotes.",
  why: "A second tool without quotes becomes a further field. Whoever adds one to a line in quotes cannot make that slip.",
  consequence: "The next tool that somebody adds breaks the line.",
  help: "Put the tools into quotes.",
  since: "0.1.0",

  *check(artifact) {
    for (const { tools } of teamOf(artifact)?.members ?? []) {
      if (tools.quoted || tools.value.trim() === "") continue;
      yield {
        message: `The tools "${tools.value}" are not in quotes.`,
        at: tools.range,
        fix: {
          title: "Put the tools into quotes.",
          safe: true,
          edits: [{ range: tools.range, text: quotedCell(tools.value) }],
        },
      };
    }
  },

  examples: [
    {
      because: "in quotes",
      files: { ".claude/teams/default.csv": 'agent_type,role,priority,tools,model\nqa,Tests,1,"Read",haiku\n' },
    },
    {
      because: "one tool, without quotes",
      files: { ".claude/teams/default.csv": "agent_type,role,priority,tools,model\nqa,Tests,1,Read,haiku\n" },
      reports: ['2:12 The tools "Read" are not in quotes.'],
      fixed: 'agent_type,role,priority,tools,model\nqa,Tests,1,"Read",haiku\n',
    },
  ],
});
