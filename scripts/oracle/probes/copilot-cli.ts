import { copilotCliFacts } from "../../../src/clients/copilot-cli.ts";
import {
  COPILOT_AGENT_EVENTS,
  COPILOT_AGENT_GITHUB,
  COPILOT_AGENT_SERVERS,
} from "../../../src/clients/forms/copilot-cli.ts";
import { isObject } from "../../../src/model/json.ts";
import { formCases } from "../form-cases.ts";
import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

const version = copilotCliFacts.hookFiles.value;
const command = (name: string): string => `echo ${mark(name)} >> /home/agent/ran.txt`;
const leave = (name: string): object => ({ type: "command", bash: command(name) });
const at = (event: string, ...hooks: readonly object[]): object => ({ [event]: hooks });

/** A file of hooks, and whether the one that leaves the file's mark runs. */
const FILES: readonly (readonly [name: string, file: object, says: string, runs: boolean])[] = [
  ["good", { version, hooks: at("sessionStart", leave("good")) }, "a hook of a session's start runs", true],
  ["none", { hooks: at("sessionStart", leave("none")) }, "so does one of a file without a version", true],
  ["later", { version: version + 1, hooks: at("sessionStart", leave("later")) }, "of another version none does", false],
  ["slip", { version, hooks: at("sesionStart", leave("slip")) }, "nor does one at an event that is none", false],
  [
    "beside",
    { version, hooks: { ...at("sesionStart", leave("x")), ...at("sessionStart", leave("beside")) } },
    "those beside it do",
    true,
  ],
  ["text", { version: "1", hooks: at("sessionStart", leave("text")) }, "nor of one in quotes", false],
  ["zero", { version: 0, hooks: at("sessionStart", leave("zero")) }, "nor of 0", false],
  [
    "off",
    { version, disableAllHooks: "no", hooks: at("sessionStart", leave("off")) },
    "nor where disableAllHooks is a text",
    false,
  ],
  [
    "type",
    { version, hooks: at("sessionStart", { ...leave("type"), type: "comand" }) },
    "nor does one of a type that is none",
    false,
  ],
];

const OWN = "preToolUse";
const CLAUDES = "PreToolUse";
const grouped = (name: string, matcher: string): object => ({ matcher, hooks: [leave(name)] });

/** A guard, and whether Copilot CLI runs it when its `bash` is called. */
const GUARDS: readonly (readonly [name: string, fact: string, event: string, hook: object, runs: boolean])[] = [
  ["plain", "hookGuards", OWN, leave("plain"), true],
  ["program", "hookGuards", OWN, { exec: "/bin/sh", args: ["-c", command("program")] }, true],
  ["both", "hookGuards", OWN, { ...leave("both"), exec: "/bin/true" }, false],
  ["quoted", "hookGuards", OWN, { ...leave("quoted"), timeoutSec: "5" }, false],
  ["never", "hookGuards", OWN, { ...leave("never"), timeout: 0 }, false],
  ["folder", "hookGuards", OWN, { ...leave("folder"), cwd: 5 }, false],
  ["variable", "hookGuards", OWN, { ...leave("variable"), env: { A: 1 } }, false],
  ["number", "hookGuards", OWN, { ...leave("number"), matcher: 5 }, false],
  ["name", "hookMatcher", OWN, { ...leave("name"), matcher: "bash" }, true],
  ["either", "hookMatcher", OWN, { ...leave("either"), matcher: "edit|bash" }, true],
  ["part", "hookMatcher", OWN, { ...leave("part"), matcher: "as" }, false],
  ["claude", "hookMatcher", OWN, { ...leave("claude"), matcher: "Bash" }, false],
  ["star", "hookMatcher", OWN, { ...leave("star"), matcher: "*" }, false],
  ["open", "hookMatcher", OWN, { ...leave("open"), matcher: "[" }, false],
  ["group", "hookMatcher", CLAUDES, grouped("group", "Bash"), true],
  ["small", "hookMatcher", CLAUDES, grouped("small", "bash"), true],
  ["all", "hookMatcher", CLAUDES, grouped("all", "*"), true],
  ["bracket", "hookMatcher", CLAUDES, grouped("bracket", "["), false],
  ["rule", "hookMatcher", CLAUDES, grouped("rule", "Bash(git *)"), false],
];

/** Where a file of hooks lies, and whether its hook runs. */
const PLACES: readonly (readonly [path: string, runs: boolean])[] = [
  [".github/hooks/top.json", true],
  [".github/hooks/a/below.json", true],
  [".github/hooks/a/b/deep.json", true],
  [".github/hooks/.a/dotted.json", false],
  [".github/hooks/other.jsonc", false],
];

const agent = (name: string, lines: object): string =>
  frontmatter([`name: ${name}`, `description: ${mark(name)}`, ...Object.entries(lines).map(written)]);
const written = ([key, value]: readonly [string, unknown]): string => `${key}: ${JSON.stringify(value)}`;

/** Fields of a subagent, and whether Copilot CLI lists it. */
const AGENTS: readonly (readonly [fact: string, lines: object, listed: boolean])[] = [
  ...formCases(COPILOT_AGENT_SERVERS).flatMap(({ file, fits }) =>
    isObject(file) ? [["agentServers", { "mcp-servers": file }, fits] as const] : [],
  ),
  ...formCases(COPILOT_AGENT_GITHUB).map(({ file, fits }) => ["agentServers", { github: file }, fits] as const),
  ["agentServers", { "mcp-servers": null }, true],
  ["agentFields", { skills: [5] }, false],
  ["agentFields", { "model-policy": 5 }, false],
  ...COPILOT_AGENT_EVENTS.map((event) => ["agentHooks", { hooks: { [event]: [] } }, true] as const),
  ...["Setup", "TeammateIdle", "ConfigChange", "nonesuch", "version"].map(
    (event) => ["agentHooks", { hooks: { [event]: [] } }, false] as const,
  ),
  ["agentHooks", { hooks: { [OWN]: [leave("x")] } }, true],
  ["agentHooks", { hooks: { [OWN]: [{}] } }, false],
  ["agentHooks", { hooks: { [OWN]: ["x"] } }, false],
  ["agentHooks", { hooks: { [OWN]: [{ ...leave("x"), timeoutSec: "5" }] } }, false],
  ["agentHooks", { hooks: { [OWN]: [{ ...leave("x"), type: "comand" }] } }, false],
];

/** The files of servers, and what Copilot CLI says of each. */
const SERVERS: readonly (readonly [folder: string, path: string, text: string, says: string, there: string])[] = [
  ["mcp", ".mcp.json", '{"mcpServers":{"x":{"command":"x"}}}', "servers of .mcp.json are taken", "  x ("],
  ["github", ".github/mcp.json", '{"mcpServers":{"x":{"command":"x"}}}', "and of .github/mcp.json", "  x ("],
  ["flat", ".github/mcp.json", '{"x":{"command":"x"}}', "also without a key above them", "  x ("],
  ["vscode", ".vscode/mcp.json", '{"servers":{"x":{"command":"x"}}}', "none of .vscode/mcp.json", "No MCP servers"],
  [
    "own",
    ".copilot/mcp-config.json",
    '{"mcpServers":{"x":{"command":"x"}}}',
    "nor of its user's file",
    "No MCP servers",
  ],
  ["name", ".github/mcp-config.json", '{"mcpServers":{"x":{"command":"x"}}}', "nor by its name", "No MCP servers"],
  ["servers", ".github/mcp.json", '{"servers":{"x":{"command":"x"}}}', "nor below another key", "mcpServers: Required"],
  ["list", ".github/mcp.json", '{"mcpServers":[]}', "nor of a list", "Expected object"],
  ["ws", ".mcp.json", '{"mcpServers":{"x":{"type":"ws","url":"wss://x.example"}}}', "nor of this type", "Skipping"],
  ["comma", ".mcp.json", '{"mcpServers":{"x":{"command":"x"},}}', "a comma at the end is refused", "malformed"],
  ["mark", ".mcp.json", '\uFEFF{"mcpServers":{"x":{"command":"x"}}}', "so is a byte order mark", "malformed"],
];

/** A line of frontmatter of instructions, and whether they are in every request. */
const SCOPES: readonly (readonly [name: string, line: string, isAlways: boolean])[] = [
  ["scoped", 'applyTo: "**/*.py"', false],
  ["listed", 'applyTo: ["**/*.py"]', false],
  ["all", 'applyTo: "**"', true],
  ["none", "description: d", true],
  ["nothing", "applyTo:", true],
  ["empty", 'applyTo: ""', true],
  ["blank", 'applyTo: "  "', true],
  ["comma", 'applyTo: ","', true],
  ["number", "applyTo: 5", true],
  ["small", 'applyto: "**/*.py"', true],
  ["hyphen", 'apply-to: "**/*.py"', true],
  ["globs", 'globs: "**/*.py"', true],
];

/** Where instructions lie that have no scope, and whether they are read. */
const SCOPELESS: readonly (readonly [path: string, isRead: boolean])[] = [
  [".github/instructions/a/deep.instructions.md", true],
  [".github/instructions/plain.md", false],
  [".github/instructions/text.instructions.txt", false],
  [".github/instructions/.a/dotted.instructions.md", false],
  ["elsewhere.instructions.md", false],
];

/** Which hooks, servers, instructions and subagents Copilot CLI takes in a folder that its user trusts. */
export const copilotCliProbes: readonly Probe[] = [
  {
    question: "copilot hooks",
    files: {
      ...Object.fromEntries(FILES.map(([name, file]) => [`.github/hooks/${name}.json`, JSON.stringify(file)])),
      ".github/hooks/mark.json": `\uFEFF${JSON.stringify({ version, hooks: at("sessionStart", leave("mark")) })}`,
    },
    expects: [
      ...FILES.map(([name, , says, runs]): Expectation => ({
        fact: "copilot-cli.hookFiles",
        says,
        [runs ? "there" : "gone"]: mark(name),
      })),
      { fact: "copilot-cli.hookFiles", says: "a byte order mark is refused", gone: mark("mark") },
    ],
  },
  {
    question: "copilot hooks",
    files: Object.fromEntries(
      GUARDS.map(([name, , event, hook]) => [
        `.github/hooks/${name}.json`,
        JSON.stringify({ version, hooks: at(event, hook) }),
      ]),
    ),
    calls: [{ name: "bash", arguments: { command: "true", description: "nothing" } }],
    expects: GUARDS.map(([name, fact, event, hook, runs]): Expectation => ({
      fact: `copilot-cli.${fact}`,
      says: `${event}: ${JSON.stringify(hook)} ${runs ? "runs" : "does not run"}`,
      [runs ? "there" : "gone"]: mark(name),
    })),
  },
  {
    question: "copilot hooks",
    files: Object.fromEntries(
      PLACES.map(([path]) => [path, JSON.stringify({ version, hooks: at("sessionStart", leave(path)) })]),
    ),
    expects: PLACES.map(([path, runs]): Expectation => ({
      fact: "copilot-cli.hookPlaces",
      says: `the hook of ${path} ${runs ? "runs" : "does not run"}`,
      [runs ? "there" : "gone"]: mark(path),
    })),
  },
  {
    question: "copilot prompt",
    files: Object.fromEntries(
      AGENTS.map(([, lines], index) => [`.github/agents/f${index}.agent.md`, agent(`f${index}`, lines)]),
    ),
    expects: AGENTS.map(([fact, lines, listed], index): Expectation => ({
      fact: `copilot-cli.${fact}`,
      says: `${JSON.stringify(lines)}: ${listed ? "listed" : "dropped"}`,
      [listed ? "there" : "gone"]: mark(`f${index}`),
    })),
  },
  {
    question: "copilot prompt",
    files: Object.fromEntries([
      ...SCOPES.map(([name, line]) => [
        `.github/instructions/${name}.instructions.md`,
        frontmatter([line], mark(name)),
      ]),
      ...SCOPELESS.map(([path]) => [path, mark(path)]),
    ]),
    expects: [
      ...SCOPES.map(([name, line, isAlways]): Expectation => ({
        fact: "copilot-cli.instructionScope",
        says: `${line}: ${isAlways ? "in every request" : "named with its pattern"}`,
        [isAlways ? "there" : "gone"]: mark(name),
      })),
      ...SCOPELESS.map(([path, isRead]): Expectation => ({
        fact: "copilot-cli.instructionPlaces",
        says: `${path} is ${isRead ? "read" : "not read"}`,
        [isRead ? "there" : "gone"]: mark(path),
      })),
    ],
  },
  {
    question: "copilot servers each",
    files: Object.fromEntries(SERVERS.map(([folder, path, text]) => [`${folder}/${path}`, text])),
    expects: SERVERS.map(([folder, , , says, there]) => ({ fact: "copilot-cli.mcpServers", says, folder, there })),
  },
];
