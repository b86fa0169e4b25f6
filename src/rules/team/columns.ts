import { quotedCell, TEAM_COLUMNS, teamOf } from "../../inventory/teams/teams.ts";
import type { TableCell } from "../../model/artifact.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const teamColumns = defineArtifactRule({
  id: "team/columns",
  on: ["team"],
  severity: "error",
  summary: "A team has the columns agent_type, role, priority, tools and model, and five fields in each line.",
  why: "Whoever starts the team reads the fields by their place. Tools that are not in quotes fall apart at their commas.",
  consequence: "The team does not load, or an agent starts with the wrong tools and the wrong model.",
  help: "Put the tools into quotes, and give each line five fields.",
  since: "0.1.0",
  decidedBy: "repository",

  *check(artifact) {
    const team = teamOf(artifact);
    if (!team) return;
    if (!team.headed) {
      const [first] = team.header;
      const last = team.header.at(-1);
      if (first && last)
        yield {
          message: `The first line has to be ${TEAM_COLUMNS.join(",")}.`,
          at: { start: first.range.start, end: last.range.end },
        };
      return;
    }
    for (const cells of team.lines) {
      const [first] = cells;
      const last = cells.at(-1);
      if (cells.length === TEAM_COLUMNS.length || !first || !last) continue;
      const fix = joined(artifact.source.text, cells);
      yield {
        message: `The line has ${cells.length} ${cells.length === 1 ? "field" : "fields"}, of ${TEAM_COLUMNS.length}.`,
        at: { start: first.range.start, end: last.range.end },
        ...(fix && { fix }),
      };
    }
  },

  examples: [
    {
      because: "five columns, with the tools in quotes",
      files: {
        ".claude/teams/default.csv":
          'agent_type,role,priority,tools,model\ndeveloper,Lead,1,"Read,Write",sonnet\nqa,Tests,2,"Read",haiku\n',
      },
    },
    {
      because: "the tools are not in quotes",
      files: {
        ".claude/teams/default.csv": "agent_type,role,priority,tools,model\ndeveloper,Lead,1,Read,Write,sonnet\n",
      },
      reports: ["2:1 The line has 6 fields, of 5."],
      fixed: 'agent_type,role,priority,tools,model\ndeveloper,Lead,1,"Read,Write",sonnet\n',
    },
    {
      because: "the header is missing",
      files: { ".claude/teams/default.csv": 'developer,Lead,1,"Read,Write",sonnet\n' },
      reports: ["1:1 The first line has to be agent_type,role,priority,tools,model."],
    },
    {
      because: "a table of other teams",
      files: { "teams/league.csv": "team,city\nReds,Rome\n" },
    },
  ],
});

/** The fix of a line with too many fields behind a number: the fields between it and the last one are the tools. */
function joined(text: string, cells: readonly TableCell[]): Fix | undefined {
  const [, , priority, ...rest] = cells;
  const tools = rest.slice(0, -1);
  const [first] = tools;
  const last = tools.at(-1);
  if (tools.length < 2 || !first || !last || !/^\s*\d+\s*$/.test(priority?.value ?? "")) return undefined;
  if (tools.some(({ quoted: inQuotes }) => inQuotes)) return undefined;
  const range = { start: first.range.start, end: last.range.end };
  return {
    title: "Put the tools into quotes.",
    safe: false,
    edits: [{ range, text: quotedCell(text.slice(range.start, range.end)) }],
  };
}
