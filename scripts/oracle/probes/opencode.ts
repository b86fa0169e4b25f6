import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

const INVALID = "Configuration is invalid";

/** A permission, and whether OpenCode takes patterns of it. */
const TABLES: readonly (readonly [permission: string, takes: boolean])[] = [
  ["bash", true],
  ["codesearch", true],
  ["edit", true],
  ["external_directory", true],
  ["lsp", true],
  ["read", true],
  ["skill", true],
  ["task", true],
  ["todoread", true],
  ["nonesuch", true],
  ["doom_loop", false],
  ["question", false],
  ["todowrite", false],
  ["webfetch", false],
  ["websearch", false],
];

/** A line of a command's frontmatter, and whether OpenCode starts with it. */
const COMMANDS: readonly (readonly [folder: string, line: string, starts: boolean])[] = [
  ["good", "agent: build", true],
  ["agent", "agent: 5", false],
  ["nobody", "agent:", false],
  ["model", "model: [a]", false],
  ["bare", "model: sonnet", true],
  ["variant", "variant: 5", false],
  ["subtask", "subtask: yes", false],
  ["number", "subtask: 1", false],
  ["true", "subtask: true", true],
  ["template", "template: 5", true],
  ["hint", "argument-hint: [x]", true],
];

const offers = (fact: string, tool: string, says: string): Expectation => ({ fact, says, there: `"name":"${tool}"` });
const withholds = (fact: string, tool: string, says: string): Expectation => ({
  fact,
  says,
  gone: `"name":"${tool}"`,
});
const config = (value: object): Readonly<Record<string, string>> => ({ "opencode.json": JSON.stringify(value) });

const touch = [{ name: "bash", arguments: { command: "touch a", description: "a" } }];
const runs = (patterns: readonly string[], fact: string, says: string, isHeld: boolean): Probe => ({
  question: "opencode prompt",
  files: config({ permission: { bash: Object.fromEntries(patterns.map((one) => one.split("=", 2))) } }),
  calls: touch,
  expects: [
    { fact, says: "the tool is called", there: '"role":"tool"' },
    { fact, says, [isHeld ? "there" : "gone"]: "a rule which prevents you" },
  ],
});

/** What `instructions` name, and the marks of the files that are read. */
const NAMED: readonly (readonly [path: string, file: string, isRead: boolean])[] = [
  ["there.md", "there.md", true],
  ["./dot.md", "dot.md", true],
  ["globs/*.md", "globs/a.md", true],
  ["folder", "folder/a.md", false],
  ["slash/", "slash/a.md", false],
  ["beside.md", ".opencode/beside.md", false],
  ["top.md", "top.md", true],
];

/** Which instructions OpenCode reads, which permissions guard what, and which commands keep it from starting. */
export const opencodeProbes: readonly Probe[] = [
  {
    question: "opencode prompt",
    files: {
      ...config({ instructions: ["missing.md", "missing/*.md", ...NAMED.slice(0, -2).map(([path]) => path)] }),
      ".opencode/opencode.json": JSON.stringify({ instructions: NAMED.slice(-2).map(([path]) => path) }),
      ...Object.fromEntries(NAMED.map(([, file]) => [file, mark(file)])),
    },
    expects: [
      ...NAMED.map(([path, file, isRead]): Expectation => ({
        fact: "opencode.instructionFiles",
        says: `${path}: ${file} is ${isRead ? "read" : "not read"}`,
        [isRead ? "there" : "gone"]: mark(file),
      })),
      { fact: "opencode.instructionFiles", says: "of what is not there it says nothing", gone: "missing" },
    ],
  },
  {
    question: "opencode prompt below",
    files: {
      ...config({ instructions: ["top.md", "both.md"] }),
      "top.md": mark("top"),
      "both.md": mark("above"),
      "below/both.md": mark("below"),
    },
    expects: ["top", "above", "below"].map((name) => ({
      fact: "opencode.instructionFiles",
      says: `started below: ${name} is read`,
      there: mark(name),
    })),
  },
  {
    question: "opencode config each",
    files: Object.fromEntries(
      TABLES.map(([name]) => [`${name}/opencode.json`, JSON.stringify({ permission: { [name]: { x: "deny" } } })]),
    ),
    expects: TABLES.map(([name, takes]) => ({
      fact: "opencode.configuration",
      says: `patterns below ${name}: it ${takes ? "starts" : "does not start"}`,
      folder: name,
      [takes ? "gone" : "there"]: INVALID,
    })),
  },
  {
    question: "opencode config each",
    files: Object.fromEntries(
      COMMANDS.map(([folder, line]) => [
        `${folder}/.opencode/command/a.md`,
        frontmatter([`description: ${mark(folder)}`, line]),
      ]),
    ),
    expects: COMMANDS.map(([folder, line, starts]) => ({
      fact: "opencode.commandFields",
      says: `${line}: ${starts ? "starts" : "does not start"}`,
      folder,
      there: starts ? mark(folder) : INVALID,
    })),
  },
  {
    question: "opencode config each",
    files: { "none/opencode.json": "", "white/opencode.json": " \n" },
    expects: [
      { fact: "opencode.emptyConfiguration", says: "no bytes: it starts", folder: "none", gone: "is not valid JSON" },
      {
        fact: "opencode.emptyConfiguration",
        says: "white space: it does not",
        folder: "white",
        there: "is not valid JSON",
      },
    ],
  },
  {
    question: "opencode prompt",
    files: config({
      permission: { Bash: "deny", write: "deny", task: "deny" },
      tools: { Read: false, todowrite: false },
      permision: { skill: "deny" },
      "permission.glob": "deny",
    }),
    expects: [
      offers("opencode.permissions", "bash", "Bash denied: bash is offered"),
      offers("opencode.permissions", "write", "write denied: write is offered"),
      withholds("opencode.permissions", "task", "task denied: task is not"),
      offers("opencode.permissions", "read", "Read switched off: read is offered"),
      withholds("opencode.permissions", "todowrite", "todowrite switched off: todowrite is not"),
      offers("opencode.permissions", "skill", "permision: what it denies is offered"),
      offers("opencode.permissions", "glob", "permission.glob in one key: glob is offered"),
    ],
  },
  {
    question: "opencode prompt",
    files: config({ permission: { edit: "deny" } }),
    expects: [
      withholds("opencode.permissions", "write", "edit denied: write is not offered"),
      offers("opencode.permissions", "bash", "edit denied: bash is offered"),
    ],
  },
  {
    question: "opencode prompt",
    files: {
      ".opencode/agent/build.md": frontmatter([
        "mode: primary",
        "permissions: { grep: deny }",
        "permission: { glob: deny }",
      ]),
    },
    expects: [
      offers("opencode.permissions", "grep", "permissions of an agent: grep is offered"),
      withholds("opencode.permissions", "glob", "permission of an agent: glob is not"),
    ],
  },
  {
    question: "opencode prompt",
    files: config({ permission: { grep: "deny", "*": "allow", glob: "deny" } }),
    expects: [
      offers("opencode.permissionOrder", "grep", "denied above an asterisk that allows: offered"),
      withholds("opencode.permissionOrder", "glob", "denied below it: not offered"),
    ],
  },
  runs(["*=allow", "touch *=deny"], "opencode.permissionOrder", "a pattern denied below an asterisk holds", true),
  runs(["touch *=deny", "*=allow"], "opencode.permissionOrder", "one denied above it does not", false),
  runs(["Bash(touch *)=deny", "touch:*=deny"], "opencode.permissionPatterns", "patterns of Claude Code do not", false),
  runs(["touch *=deny"], "opencode.permissionPatterns", "one that fits the whole command does", true),
];
