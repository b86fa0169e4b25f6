import { geminiCliFacts } from "../../../src/clients/gemini-cli.ts";
import { GEMINI_AGENT_SERVERS, GEMINI_LOCAL_FIELDS } from "../../../src/clients/forms/gemini-agent.ts";
import { formCases } from "../form-cases.ts";
import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

const INVALID = "Invalid configuration in";

/** Settings in a folder of their own, and whether Gemini CLI starts with them. */
type Case = readonly [folder: string, fact: keyof typeof geminiCliFacts, settings: object, starts: boolean];

const SETTINGS: readonly Case[] = [
  ["good", "settingsRefused", { general: { defaultApprovalMode: "auto_edit" }, context: { fileName: ["A.md"] } }, true],
  ["mode", "settingsRefused", { general: { defaultApprovalMode: "never" } }, false],
  ["yolo", "settingsInvalid", { general: { defaultApprovalMode: "yolo" } }, true],
  ["core", "settingsRefused", { tools: { core: "x" } }, false],
  ["file", "settingsRefused", { context: { fileName: 5 } }, false],
  ["dirs", "settingsRefused", { context: { includeDirectories: "x" } }, false],
  ["theme", "settingsRefused", { ui: { theme: 5 } }, false],
  ["servers", "settingsInvalid", { mcpServers: [] }, true],
  ["command", "settingsInvalid", { mcpServers: { a: { command: 5 } } }, true],
  ["args", "settingsInvalid", { mcpServers: { a: { command: "x", args: "y" } } }, true],
  ["env", "settingsInvalid", { mcpServers: { a: { command: "x", env: { A: 1 } } } }, true],
  ["trust", "settingsInvalid", { mcpServers: { a: { command: "x", trust: "yes" } } }, true],
  ["allowed", "settingsInvalid", { tools: { allowed: "x" } }, true],
  ["exclude", "settingsInvalid", { tools: { exclude: "x" } }, true],
  ["mcp", "settingsInvalid", { mcp: { allowed: "x" } }, true],
  ["model", "settingsInvalid", { model: { name: 5 } }, true],
  ["vim", "settingsInvalid", { general: { vimMode: "yes" } }, true],
  ["hooks", "settingsInvalid", { hooks: [] }, true],
  ["matcher", "settingsInvalid", { hooks: { BeforeTool: [{ matcher: 5, hooks: [] }] } }, true],
  ["switch", "settingsInvalid", { skills: { enabled: "x" }, hooksConfig: { enabled: "x" } }, true],
  ["whole", "settingsInvalid", { telemetry: 5, privacy: 5, ide: 5, output: 5, extensions: 5 }, true],
  ["deep", "settingsInvalid", { context: { fileFiltering: { respectGitIgnore: "x" } } }, true],
  ["header", "settingsInvalid", { mcpServers: { a: { url: "https://x.example", headers: { A: 5 } } } }, true],
];

const leave = (name: string, more: object = {}): object => ({
  hooks: [{ type: "command", command: `echo ${mark(name)} >> /home/agent/ran.txt; echo '{}'`, ...more }],
});

/** Settings that leave a tool out, by their names of today and others, and whether it is offered all the same. */
const TOOLS: readonly (readonly [settings: object, isOffered: boolean])[] = [
  [{ tools: { exclude: ["list_directory"] } }, false],
  [{ tools: { core: ["glob"] } }, false],
  [{ excludeTools: ["list_directory"] }, true],
  [{ coreTools: ["glob"] }, true],
  [{ "tools.exclude": ["list_directory"] }, true],
];

/** A matcher of BeforeTool, and whether it fits the tool that is called. */
const MATCHERS: readonly (readonly [name: string, matcher: string, fits: boolean])[] = [
  ["whole", "list_directory", true],
  ["part", "list", true],
  ["star", "*", true],
  ["capital", "List_directory", false],
  ["rule", "list_directory(x)", false],
  ["broken", "[", false],
];

/** The text of its settings, and whether it starts with them. */
const TEXTS: readonly (readonly [folder: string, text: string, starts: boolean])[] = [
  ["comments", '// one\n{ /* two */ "general": {} }\n', true],
  ["comma", '{ "general": {}, }', false],
  ["in-list", '{ "tools": { "core": ["ls",] } }', false],
  ["mark", '\uFEFF{ "general": {} }', false],
  ["nothing", "", false],
];

const SKIPPED = "Skipping invalid command file";
const OPEN = "Unclosed injection";
/** The text of a command, and what Gemini CLI says when it is called; nothing where it runs. */
const COMMANDS: readonly (readonly [folder: string, text: string, complains?: string])[] = [
  ["good", 'description = "d"\nprompt = "Do. {{args}} @{there.md}"\n'],
  ["mark", '\uFEFFprompt = "Do."\n', "Failed to parse TOML"],
  ["more", 'other = 5\nprompt = "Do."\n'],
  ["none", 'description = "d"\n', SKIPPED],
  ["number", "prompt = 5\n", SKIPPED],
  ["list", 'prompt = ["Do."]\n', SKIPPED],
  ["capital", 'Prompt = "Do."\n', SKIPPED],
  ["description", 'description = 5\nprompt = "Do."\n', SKIPPED],
  ["shell", 'prompt = "Do. !{ls"\n', OPEN],
  ["file", 'prompt = "Do. @{there.md"\n', OPEN],
  ["braces", 'prompt = "Do. !{echo {a}"\n', OPEN],
];

const LOCAL: Readonly<Record<string, string>> = {
  tools: "[glob]",
  mcp_servers: "{}",
  model: "a",
  temperature: "1",
  max_turns: "5",
  timeout_mins: "5",
};
const REMOTE = "kind: remote";
const CARD = "agent_card_url: https://a.example";
/** Lines of a subagent's frontmatter, and whether Gemini CLI takes it. */
const AGENTS: readonly (readonly [lines: string, taken: boolean])[] = [
  ...formCases(GEMINI_AGENT_SERVERS).map(({ file, fits }) => [`mcp_servers: ${JSON.stringify(file)}`, fits] as const),
  ...["read_file", "'*'", "mcp_a_b", "'mcp_*'", "discovered_tool_a", "glob"].map(
    (tool) => [`tools: [${tool}]`, true] as const,
  ),
  ...["Read", "grep", "bash", "edit", "execute", "ls", "read", "search", "shell", "task", "view", "write"].map(
    (tool) => [`tools: [${tool}]`, false] as const,
  ),
  ...["''", "a__b", "mcp__a__b", "read-file", "run_shell_command(git)"].map(
    (tool) => [`tools: [${tool}]`, false] as const,
  ),
  [REMOTE, false],
  [`${REMOTE}\n${CARD}`, true],
  [CARD, true],
  [`${REMOTE}\nagent_card_url: nope`, false],
  [`${REMOTE}\nagent_card_json: '{}'`, true],
  [`${REMOTE}\nagent_card_json: x`, false],
  [`${REMOTE}\n${CARD}\nagent_card_json: '{}'`, false],
  ...GEMINI_LOCAL_FIELDS.map((field) => [`${REMOTE}\n${CARD}\n${field}: ${LOCAL[field]}`, false] as const),
  [`kind: local\n${CARD}`, false],
  ["auth: {type: apiKey, key: x}", false],
  [`${REMOTE}\n${CARD}\nauth: {type: apiKey, key: x}`, true],
  [`${REMOTE}\n${CARD}\nauth: {type: nonesuch}`, false],
];

/** What Gemini CLI makes of a folder that its user trusts: settings, hooks, commands and subagents. */
export const geminiCliProbes: readonly Probe[] = [
  {
    question: "gemini settings each",
    files: Object.fromEntries(
      SETTINGS.map(([folder, , settings]) => [`${folder}/.gemini/settings.json`, JSON.stringify(settings)]),
    ),
    expects: SETTINGS.flatMap(([folder, name, settings, starts]): readonly Expectation[] => {
      const fact = `gemini-cli.${name}`;
      const says = JSON.stringify(settings);
      return [
        folder === "good"
          ? { fact, says: `${says} is right`, folder, gone: INVALID }
          : { fact, says: `${says} is invalid`, folder, there: INVALID },
        {
          fact,
          says: `${says}: it ${starts ? "starts" : "does not start"}`,
          folder,
          [starts ? "there" : "gone"]: "pong",
        },
      ];
    }),
  },
  {
    question: "gemini settings each",
    files: Object.fromEntries(TEXTS.map(([folder, text]) => [`${folder}/.gemini/settings.json`, text])),
    expects: TEXTS.map(([folder, text, starts]): Expectation => ({
      fact: "gemini-cli.settingsText",
      says: `${JSON.stringify(text)}: it ${starts ? "starts" : "does not start"}`,
      folder,
      [starts ? "there" : "gone"]: "pong",
    })),
  },
  {
    question: "gemini settings",
    files: { ".gemini/settings.json": JSON.stringify({ context: { fileName: "X.md" } }), "X.md": mark("context") },
    expects: [{ fact: "gemini-cli.settingsFormer", says: "context.fileName is read", there: mark("context") }],
  },
  {
    question: "gemini settings",
    files: {
      ".gemini/settings.json": JSON.stringify({ contextFileName: "X.md" }),
      "X.md": mark("context"),
      "GEMINI.md": mark("usual"),
    },
    expects: [
      { fact: "gemini-cli.settingsFormer", says: "contextFileName is not", gone: mark("context") },
      { fact: "gemini-cli.settingsFormer", says: "the usual file is", there: mark("usual") },
    ],
  },
  ...TOOLS.map(([settings, isOffered]): Probe => ({
    question: "gemini settings",
    files: { ".gemini/settings.json": JSON.stringify(settings) },
    expects: [
      { fact: "gemini-cli.settingsFormer", says: "another tool is offered", there: '"name":"glob"' },
      {
        fact: "gemini-cli.settingsFormer",
        says: `${JSON.stringify(settings)}: the tool is ${isOffered ? "" : "not "}offered`,
        [isOffered ? "there" : "gone"]: '"name":"list_directory"',
      },
    ],
  })),
  {
    question: "gemini hooks",
    files: {
      ".gemini/settings.json": JSON.stringify({
        hooks: {
          ...Object.fromEntries(geminiCliFacts.hookEvents.value.map((event) => [event, [leave(`at-${event}`)]])),
          SesionStart: [leave("slip")],
          SessionStart: [leave("start"), leave("capital-type", { type: "Command" })],
          BeforeTool: MATCHERS.map(([name, matcher]) => ({ matcher, ...leave(name) })),
        },
      }),
    },
    calls: [{ name: "list_directory", arguments: { dir_path: "/home/workspace" } }],
    expects: [
      ...geminiCliFacts.hookEvents.value.map((event) => ({
        fact: "gemini-cli.hookEvents",
        says: `${event} is an event`,
        gone: `Invalid hook event name: "${event}"`,
      })),
      { fact: "gemini-cli.hookEvents", says: "SesionStart is none", there: 'Invalid hook event name: "SesionStart"' },
      { fact: "gemini-cli.hookTypes", says: "a command runs", there: mark("start") },
      {
        fact: "gemini-cli.hookTypes",
        says: "Command is no type",
        there: "Invalid hook SessionStart from project type",
      },
      ...MATCHERS.map(([name, matcher, fits]): Expectation => ({
        fact: "gemini-cli.hookMatcher",
        says: `${matcher}: ${fits ? "runs" : "does not run"}`,
        [fits ? "there" : "gone"]: `\n${mark(name)}`,
      })),
    ],
  },
  {
    question: "gemini command each",
    files: Object.fromEntries(
      COMMANDS.flatMap(([folder, text]) => [
        [`${folder}/.gemini/commands/probe.toml`, text],
        [`${folder}/there.md`, "There.\n"],
      ]),
    ),
    expects: COMMANDS.flatMap(([folder, text, complains]): readonly Expectation[] => {
      const about = { fact: "gemini-cli.commandFile", says: text.trim(), folder };
      return complains === undefined
        ? [
            { ...about, there: "pong" },
            { ...about, gone: SKIPPED },
          ]
        : [{ ...about, there: complains }];
    }),
  },
  {
    question: "gemini prompt",
    files: Object.fromEntries(
      AGENTS.map(([lines], index) => [
        `.gemini/agents/f${index}.md`,
        frontmatter([`name: f${index}`, "description: d", lines]),
      ]),
    ),
    expects: AGENTS.map(([lines, taken], index): Expectation => ({
      fact: "gemini-cli.agentKinds",
      says: `${lines.replaceAll("\n", ", ")}: ${taken ? "taken" : "refused"}`,
      [taken ? "gone" : "there"]: `/agents/f${index}.md`,
    })),
  },
];
