import { frontmatter, mark, marked, type Expectation, type Probe } from "../probe.ts";

const agent = marked;

/** How Gemini CLI begins to say that it cannot load a file. */
const LOADS = "load agent from /home/workspace/";
/** What OpenCode says of a configuration that keeps it from starting. */
const INVALID = "Configuration is invalid";

/** A line of an agent's frontmatter, and whether OpenCode starts with it. */
const OPENCODE: readonly (readonly [folder: string, line: string, starts: boolean])[] = [
  ["good", "mode: subagent", true],
  ["mode", "mode: other", false],
  ["tools", "tools: Read, Grep", false],
  ["tools-list", "tools: [read]", false],
  ["tools-map", "tools: {read: true}", true],
  ["tools-text", "tools: {read: 'yes'}", false],
  ["allow", "permission: allow", true],
  ["never", "permission: never", false],
  ["edit", "permission: {edit: false}", false],
  ["deny", "permission: {edit: deny}", true],
  ["deep", "permission: {bash: {'git *': never}}", false],
  ["nested", "permission: {bash: {git: {push: ask}}}", false],
  ["fetch", "permission: {webfetch: {'*': deny}}", false],
  ["steps", "steps: 0", false],
  ["half", "steps: 1.5", false],
  ["warm", "temperature: '1'", false],
  ["hidden", "hidden: yes", false],
  ["green", "color: green", false],
  ["hex", 'color: "#ff0000"', true],
  ["model", "model: 5", false],
  ["options", "options: [a]", false],
  ["foreign", "foo: bar", true],
];

/** The frontmatter of a subagent or a command of OpenCode, and whether its description is read. */
const OPENCODE_YAML: readonly (readonly [folder: string, path: string, lines: readonly string[], read: boolean])[] = [
  ["colon", "agents/a.md", [`description: Use when: ${mark("colon")} "x"`], true],
  ["at", "agents/a.md", [`description: "@"${mark("at")}`], false],
  ["bracket", "agents/a.md", [`description: [${mark("bracket")}`], false],
  ["twice", "agents/a.md", [`description: ${mark("twice")}`, "mode: all", "mode: all"], false],
  ["command", "command/a.md", [`description: Use when: ${mark("command")}`], true],
  ["open", "command/a.md", [`description: [${mark("open")}`], false],
];

const there = (fact: string, name: string, says: string): Expectation => ({ fact, says, there: mark(name) });
const gone = (fact: string, name: string, says: string): Expectation => ({ fact, says, gone: mark(name) });

/** Where clients find subagents, and what keeps OpenCode from starting. */
export const agentProbes: readonly Probe[] = [
  {
    question: "copilot prompt",
    files: {
      ".github/agents/a.agent.md": agent("github"),
      ".github/agents/plain.md": agent("plain"),
      ".claude/agents/b.md": agent("claude"),
      ".cursor/agents/c.md": agent("cursor"),
      ".gemini/agents/d.md": agent("gemini"),
    },
    expects: [
      there("copilot-cli.agentPlaces", "github", "an agent in .github/agents is listed"),
      there("copilot-cli.agentPlaces", "plain", "also without .agent in its name"),
      there("copilot-cli.agentPlaces", "claude", "one in .claude/agents is, too"),
      gone("copilot-cli.agentPlaces", "cursor", "one in .cursor/agents is not"),
      gone("copilot-cli.agentPlaces", "gemini", "nor is one in .gemini/agents"),
    ],
  },
  {
    question: "gemini prompt",
    files: {
      ".gemini/agents/broken.md": "no frontmatter\n",
      ".gemini/agents/deep/er.md": "no frontmatter\n",
      ".gemini/agents/_left.md": "no frontmatter\n",
      ".claude/agents/other.md": "no frontmatter\n",
    },
    expects: [
      {
        fact: "gemini-cli.agentPlaces",
        says: "a file in .gemini/agents is read",
        there: `${LOADS}.gemini/agents/broken.md`,
      },
      {
        fact: "gemini-cli.agentPlaces",
        says: "one in a folder below is not",
        gone: `${LOADS}.gemini/agents/deep/er.md`,
      },
      {
        fact: "gemini-cli.agentPlaces",
        says: "nor is one that begins with _",
        gone: `${LOADS}.gemini/agents/_left.md`,
      },
      { fact: "gemini-cli.agentPlaces", says: "nor is one in .claude/agents", gone: `${LOADS}.claude/agents/other.md` },
    ],
  },
  {
    question: "opencode config",
    files: {
      ".opencode/agent/a.md": agent("one"),
      ".opencode/agents/deep/b.md": agent("two"),
      ".opencode/mode/c.md": agent("three"),
      ".opencode/modes/d.md": agent("four"),
      ".claude/agents/e.md": agent("claude"),
    },
    expects: [
      there("opencode.agentPlaces", "one", "an agent in .opencode/agent is read"),
      there("opencode.agentPlaces", "two", "one in folders below .opencode/agents is, too"),
      there("opencode.agentPlaces", "three", "so is one in .opencode/mode"),
      there("opencode.agentPlaces", "four", "so is one in .opencode/modes"),
      gone("opencode.agentPlaces", "claude", "one in .claude/agents is not"),
    ],
  },
  {
    question: "opencode config each",
    files: Object.fromEntries(
      OPENCODE.map(([folder, line]) => [
        `${folder}/.opencode/agents/a.md`,
        frontmatter([`description: ${mark(folder)}`, line]),
      ]),
    ),
    expects: OPENCODE.map(([folder, line, starts]) => ({
      fact: "opencode.agentFields",
      says: `${line}: ${starts ? "starts" : "does not start"}`,
      folder,
      ...(starts ? { there: mark(folder) } : { there: INVALID }),
    })),
  },
  {
    question: "opencode config each",
    files: Object.fromEntries(
      OPENCODE_YAML.map(([folder, path, lines]) => [`${folder}/.opencode/${path}`, frontmatter(lines)]),
    ),
    expects: OPENCODE_YAML.map(([folder, , lines, read]) => ({
      fact: "opencode.markdownYaml",
      says: `${lines.join(", ")}: ${read ? "read" : "all of the file is the prompt"}`,
      folder,
      [read ? "gone" : "there"]: "---\\ndescription:",
    })),
  },
];
