import { teamAgentMissing } from "../../src/rules/team/agent-missing.ts";
import { teamColumns } from "../../src/rules/team/columns.ts";
import { casesOf } from "../support/rule-cases.ts";

const HEADER = "agent_type,role,priority,tools,model\n";
const team = (text: string) => ({ ".claude/teams/a.csv": text });
export const teamColumnsCases = casesOf(teamColumns, [
  {
    because: "more tools than two, and a priority of two digits with white space",
    files: team(`${HEADER}qa,Tests, 12 ,Read,Grep,Bash,haiku\n`),
    reports: ["2:1 The line has 7 fields, of 5."],
    fixed: `${HEADER}qa,Tests, 12 ,"Read,Grep,Bash",haiku\n`,
  },
  {
    because: "one field",
    files: team(`${HEADER}qa\n`),
    reports: ["2:1 The line has 1 field, of 5."],
    fixed: `${HEADER}qa\n`,
  },
  {
    because: "too few fields, though a number is in its place",
    files: team(`${HEADER}qa,Tests,1,haiku\n`),
    reports: ["2:1 The line has 4 fields, of 5."],
    fixed: `${HEADER}qa,Tests,1,haiku\n`,
  },
  {
    because: "what stands in the place of the number is none, so that nobody knows which comma is too many",
    files: team(`${HEADER}qa,Tests,reviews 1,Read,Write,haiku\n`),
    reports: ["2:1 The line has 6 fields, of 5."],
    fixed: `${HEADER}qa,Tests,reviews 1,Read,Write,haiku\n`,
  },
  {
    because: "a word behind the number",
    files: team(`${HEADER}qa,Tests,1st,Read,Write,haiku\n`),
    reports: ["2:1 The line has 6 fields, of 5."],
    fixed: `${HEADER}qa,Tests,1st,Read,Write,haiku\n`,
  },
  {
    because: "tools in quotes, and a field too many",
    files: team(`${HEADER}qa,Tests,1,"Read,Write",fast,haiku\n`),
    reports: ["2:1 The line has 6 fields, of 5."],
    fixed: `${HEADER}qa,Tests,1,"Read,Write",fast,haiku\n`,
  },
]);
export const teamAgentMissingCases = casesOf(teamAgentMissing, [
  {
    because: "teams of a repository that has no agents, outside the folder of Claude Code",
    files: { "teams/a.csv": `${HEADER}developer,Lead,1,"Read",sonnet\n` },
  },
  {
    because: "teams outside that folder, and agents",
    files: {
      "teams/a.csv": `${HEADER} developer ,Lead,1,"Read",sonnet\nqa,Tests,2,"Read",haiku\n`,
      ".claude/agents/developer.md": "---\nname: developer\ndescription: Develops.\n---\n",
    },
    reports: ['teams/a.csv:3:1 There is no agent "qa".'],
  },
  {
    because: "no agents at all, inside that folder",
    files: team(`${HEADER}qa,Tests,2,"Read",haiku\n`),
    reports: ['2:1 There is no agent "qa".'],
  },
  {
    because: "an empty name has a rule of its own",
    files: {
      ...team(`${HEADER},Lead,1,"Read",sonnet\n`),
      ".claude/agents/b.md": "---\nname: b\ndescription: B.\n---\n",
    },
  },
  {
    because: "a file beside the team, without a folder",
    files: { ...team(`${HEADER}qa.md,Tests,2,"Read",haiku\n`), ".claude/teams/qa.md": "Test.\n" },
  },
]);
