import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

/** The tool in a request to the model. */
const BASH = '"name":"Bash","description"';

const disallowed = (tools: string, has: boolean): Probe => ({
  question: "claude agent",
  files: {
    ".claude/agents/probe.md": frontmatter(
      ["name: probe", "description: D.", `disallowedTools: ${tools}`],
      mark("agent"),
    ),
  },
  expects: [
    { fact: "claude-code.disallowedTools", says: "the subagent is asked", there: mark("agent") },
    {
      fact: "claude-code.disallowedTools",
      says: `${tools}: ${has ? "Bash is left" : "Bash is gone"}`,
      [has ? "there" : "gone"]: BASH,
    },
  ],
});

/** How Claude Code begins the instructions of an agent that was asked for and is not there. */
const ANY = "You are an agent for Claude Code, Anthropic's official CLI for Claude.";

const skill = (lines: readonly string[], expects: readonly Omit<Expectation, "fact">[]): Probe => ({
  question: "claude hooks",
  files: {
    ".claude/agents/checker.md": frontmatter(["name: checker", "description: D."], mark("agent")),
    ".claude/skills/a/SKILL.md": frontmatter(["name: a", "description: D.", ...lines], mark("skill")),
  },
  calls: [{ name: "Skill", arguments: { skill: "a" } }],
  expects: expects.map((one) => ({ fact: "claude-code.skillAgent", ...one })),
});

/** Which tools a subagent of Claude Code has, and which subagent a skill gets. */
export const claudeCodeAgentProbes: readonly Probe[] = [
  disallowed("Bash(rm *)", false),
  disallowed("Write", true),
  skill(["context: fork", "agent: checker"], [{ says: "a forked skill runs in its agent", there: mark("agent") }]),
  skill(
    ["agent: checker"],
    [
      { says: "without `context: fork` it is read", there: mark("skill") },
      { says: "and its agent is not asked", gone: mark("agent") },
    ],
  ),
  skill(
    ["context: fork", "agent: cheker"],
    [
      { says: "an agent that is not there gives way to one for all", there: ANY },
      { says: "and nobody else is asked", gone: mark("agent") },
    ],
  ),
];
