import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

/** The tool in a request to the model. */
const BASH = '"name":"Bash","description"';

/** A subagent with one line about its tools, and whether it has Bash then. */
const tools = (fact: "disallowedTools" | "agentTools", line: string, has: boolean): Probe => ({
  question: "claude agent",
  files: {
    ".claude/agents/probe.md": frontmatter(["name: probe", "description: D.", line], mark("agent")),
  },
  expects: [
    { fact: `claude-code.${fact}`, says: "the subagent is asked", there: mark("agent") },
    {
      fact: `claude-code.${fact}`,
      says: `${line}: ${has ? "Bash is there" : "Bash is not there"}`,
      [has ? "there" : "gone"]: BASH,
    },
  ],
});

/** An agent of a project and one of a plugin, each with a guard that leaves its mark. */
const guarded = (name: string): string =>
  frontmatter(
    [
      `name: ${name}`,
      "description: D.",
      "hooks:",
      "  PreToolUse:",
      "    - matcher: Bash",
      "      hooks:",
      `        - { type: command, command: "echo ${mark(`guard${name}`)} >> /home/agent/ran.txt" }`,
    ],
    mark(name),
  );
const startsAgent = (agent: string, expects: readonly Omit<Expectation, "fact">[]): Probe => ({
  question: "claude trusted",
  files: {
    ".claude/agents/own.md": guarded("own"),
    "plugin/.claude-plugin/plugin.json": JSON.stringify({ name: "p", version: "1.0.0" }),
    "plugin/agents/plugged.md": guarded("plugged"),
  },
  calls: [
    { name: "Agent", arguments: { subagent_type: agent, description: "x", prompt: "go" } },
    { name: "Bash", arguments: { command: "touch ran", description: "x" } },
  ],
  expects: expects.map((one) => ({ fact: "claude-code.pluginAgentHooks", ...one })),
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
  tools("disallowedTools", "disallowedTools: Bash(rm *)", false),
  tools("disallowedTools", "disallowedTools: Write", true),
  tools("agentTools", "disallowedTools: Bash", false),
  tools("agentTools", "disallowedTools: Write Bash", false),
  tools("agentTools", "disallowedTools: bash", true),
  tools("agentTools", "disallowedTools: Bsah", true),
  tools("agentTools", "disallowedTools: Edit|Bash", true),
  tools("agentTools", "disallowedTools: Edit;Bash", true),
  tools("agentTools", "disallowedTools: { Bash: true }", true),
  tools("agentTools", "disallowedTools: '*'", true),
  tools("agentTools", "permissions: { deny: [Bash] }", true),
  ...[
    "disallowed-tools",
    "disallowed_tools",
    "denied-tools",
    "disallowedTool",
    "DisallowedTools",
    "disallow-tools",
    "deniedTools",
  ].map((field) => tools("agentTools", `${field}: Bash`, true)),
  tools("agentTools", "tools: Read, Bash", true),
  tools("agentTools", "tools: Read, bash", false),
  tools("agentTools", "allowed-tools: Read", true),
  startsAgent("own", [
    { says: "an agent of the project is asked", there: mark("own") },
    { says: "and its guard runs", there: mark("guardown") },
  ]),
  startsAgent("p:plugged", [
    { says: "an agent of a plugin is asked", there: mark("plugged") },
    { says: "and its guard does not run", gone: mark("guardplugged") },
  ]),
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
