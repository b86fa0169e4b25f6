import { teamAgentMissing } from "../../src/rules/team/agent-missing.ts";
import { teamColumns } from "../../src/rules/team/columns.ts";
import { teamCycle } from "../../src/rules/team/cycle.ts";
import { teamRateLimits } from "../../src/rules/team/rate-limits.ts";
import { teamReferenceMissing } from "../../src/rules/team/reference-missing.ts";
import { teamToolsQuoted } from "../../src/rules/team/tools-quoted.ts";
import { teamValues } from "../../src/rules/team/values.ts";
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

export const teamValuesCases = casesOf(teamValues, [
  {
    because: "white space around the values, and a line that is blank but for them",
    files: team(`${HEADER}reviewer,Lead, 1 ,"Read", sonnet \n`),
  },
  {
    because: "blank values",
    files: team(`${HEADER} , , , , \n , , , , \n`),
    reports: [
      "2:1 The agent_type is empty.",
      "2:3 The role is empty.",
      "2:5 The priority is empty.",
      "2:7 The tools is empty.",
      "2:9 The model is empty.",
      "3:1 The agent_type is empty.",
      "3:3 The role is empty.",
      "3:5 The priority is empty.",
      "3:7 The tools is empty.",
      "3:9 The model is empty.",
    ],
  },
  {
    because: "numbers with a sign, with letters, with a zero in front",
    files: team(`${HEADER}a,A,-1,"Read",sonnet\nb,B,1a,"Read",sonnet\nc,C,01,"Read",sonnet\nd,D,a1,"Read",sonnet\n`),
    reports: [
      '2:5 The priority "-1" is no whole number from 1.',
      '3:5 The priority "1a" is no whole number from 1.',
      '4:5 The priority "01" is no whole number from 1.',
      '5:5 The priority "a1" is no whole number from 1.',
    ],
  },
]);
export const teamToolsQuotedCases = casesOf(teamToolsQuoted, [
  { because: "no tools", files: team(`${HEADER}reviewer,Lead,1, ,sonnet\n`) },
  {
    because: "one tool",
    files: team(`${HEADER}reviewer,Lead,1,Read,sonnet\n`),
    reports: ['2:17 The tools "Read" are not in quotes.'],
    fixed: 'agent_type,role,priority,tools,model\nreviewer,Lead,1,"Read",sonnet\n',
    safe: true,
  },
]);

const roles = (...rows: readonly string[]) => ({
  "TEAM_SPEC.md": `| Role | Agent | Depends on |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join("")}`,
});
export const teamCycleCases = casesOf(teamCycle, [
  {
    because: "two roles that wait for a third, which waits for nobody",
    files: roles("a | x | c", "b | x | c", "c | x | "),
  },
  {
    because: "a way into a circle is no part of it",
    files: roles("a | x | b", "b | x | c", "c | x | b"),
    reports: ["5:11 b waits for c waits for b."],
  },
  {
    because: "a role that waits for itself and for another",
    files: roles("a | x | a, b", "b | x | "),
    reports: ["3:11 a waits for a."],
  },
]);
export const teamRateLimitsCases = casesOf(teamRateLimits, [
  { because: "settings of a repository without a team", files: { ".claude/config.yaml": "maxAgents: 99\n" } },
  {
    because: "the number in front of the words and behind them",
    files: { "ORCHESTRATION.md": "Start 99 agents per round.\nagents per round: 98\n" },
    reports: ["1:7 99 agents per round, of at most 4.", "2:19 98 agents per round, of at most 4."],
  },
  {
    because: "settings of a team that has no specification",
    files: { ".claude/config.yaml": "maxAgents: 99\n", "teams/a.csv": HEADER },
    reports: [".claude/config.yaml:1:12 99 agents per round, of at most 4."],
  },
  {
    because: "a comment is no value, in settings and in frontmatter",
    files: {
      ".claude/config.yaml": "# maxAgents: 99\nnote: fine # maxRounds: 99\n",
      "TEAM_SPEC.md": "---\nname: qa\n# max_agents: 99\nmax_agents: 3\n---\n",
    },
  },
  {
    because: "what settings say in other ways: deep down, in quotes, in a sentence",
    files: {
      ".claude/config.staging.yaml": 'a: [{ "max agents per round": "9" }]\nb: at most 11 rounds per session\n',
      "TEAM_SPEC.md": "---\nmaxAgents: 5\n---\n\n- Max rounds: 12\n",
    },
    reports: [
      ".claude/config.staging.yaml:1:31 9 agents per round, of at most 4.",
      ".claude/config.staging.yaml:2:4 11 rounds per session, of at most 10.",
      "TEAM_SPEC.md:2:12 5 agents per round, of at most 4.",
      "TEAM_SPEC.md:5:15 12 rounds per session, of at most 10.",
    ],
  },
  {
    because: "settings that cannot be read say nothing",
    files: { ".claude/config.yaml": "maxAgents: 99\n  - [", "teams/a.csv": HEADER },
  },
]);
export const teamReferenceMissingCases = casesOf(teamReferenceMissing, [
  {
    because: "an agent by its file, and a folder that is called so",
    files: { ...roles("a | agents/x.md | ", "b | docs | "), "agents/x.md": "", "docs/a.md": "" },
    reports: ['TEAM_SPEC.md:4:7 There is no agent "docs".'],
  },
]);
