import { CLAUDE_MODELS } from "../../clients/agent-fields.ts";
import { teamOf } from "../../inventory/teams/teams.ts";
import type { TableCell } from "../../model/artifact.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const teamValues = defineArtifactRule({
  id: "team/values",
  on: ["team"],
  severity: "warning",
  summary: "Each member of a team is there once, with a role, a priority from 1 and a model.",
  why: "The priority says who speaks first, the model what it costs.",
  consequence: "The member starts with defaults that nobody chose, or not at all.",
  help: "Correct the field that the message names.",
  since: "0.1.0",

  *check(artifact) {
    const seen = new Set<string>();
    for (const member of teamOf(artifact)?.members ?? []) {
      const { agent_type: agent, priority, model } = member;
      for (const [name, cell] of Object.entries(member))
        if (cell.value.trim() === "") yield { message: `The ${name} is empty.`, at: cell.range };
      if (priority.value.trim() !== "" && !/^[1-9]\d*$/.test(priority.value.trim()))
        yield { message: `The priority "${priority.value}" is no whole number from 1.`, at: priority.range };
      const meant = misspelt(model);
      if (meant !== undefined)
        yield { message: `There is no model "${model.value}"; there is "${meant}".`, at: model.range };
      const name = agent.value.trim();
      if (seen.has(name)) yield { message: `"${name}" is in the team already.`, at: agent.range };
      if (name !== "") seen.add(name);
    }
  },

  examples: [
    {
      because: "each member once",
      files: { ".claude/teams/a.csv": 'agent_type,role,priority,tools,model\nqa,Tests,1,"Read",haiku\n' },
    },
    {
      because: "no role, a priority in words, a slip in the model, and the same agent again",
      files: {
        ".claude/teams/a.csv": 'agent_type,role,priority,tools,model\nqa,,high,"Read",haiku\nqa,Tests,2,"Read",sonet\n',
      },
      reports: [
        "2:4 The role is empty.",
        '2:5 The priority "high" is no whole number from 1.',
        '3:1 "qa" is in the team already.',
        '3:19 There is no model "sonet"; there is "sonnet".',
      ],
    },
  ],
});

/**
 * The known name that a value is a slip away from.
 * Lists of models grow: only what lies next to a known name is taken for a slip.
 */
function misspelt({ value }: TableCell): string | undefined {
  const name = value.trim();
  if (name === "" || CLAUDE_MODELS.includes(name) || /[\d:/-]/.test(name)) return undefined;
  return nearest(name, CLAUDE_MODELS);
}
