import type { Expectation, Probe } from "../probe.ts";

/** What a client says of a file by itself. */
interface Case {
  readonly folder: string;
  readonly file: unknown;
  readonly fact: string;
  readonly says: string;
  readonly there?: string;
  readonly gone?: string;
}

const texts = (path: string, cases: readonly Case[]): Readonly<Record<string, string>> =>
  Object.fromEntries(cases.map(({ folder, file }) => [`${folder}/${path}`, JSON.stringify(file)]));

const expectations = (cases: readonly Case[]): readonly Expectation[] =>
  cases.map(({ folder, fact, says, there, gone }) => ({
    folder,
    fact,
    says,
    ...(there !== undefined && { there }),
    ...(gone !== undefined && { gone }),
  }));

const INVALID = "Configuration is invalid";
const opencodeCase = (folder: string, file: unknown, says: string, there: string | undefined = INVALID): Case => ({
  folder,
  file,
  fact: "opencode.configuration",
  says,
  there,
});
const OPENCODE: readonly Case[] = [
  {
    folder: "good",
    file: { mcp: { x: { type: "local", command: ["x"] }, y: { enabled: false } }, permission: { bash: "ask" }, z: 1 },
    fact: "opencode.configuration",
    says: "the right forms, and a key that it does not know, load",
    gone: INVALID,
  },
  opencodeCase("command", { mcp: { x: { type: "local", command: "npx x" } } }, "a command that is a text is refused"),
  opencodeCase("type", { mcp: { x: { command: ["x"] } } }, "so is a server without a type"),
  opencodeCase("stdio", { mcp: { x: { type: "stdio", command: ["x"] } } }, "or of another type"),
  opencodeCase("url", { mcp: { x: { type: "remote" } } }, "or without its url"),
  opencodeCase("never", { permission: { bash: "never" } }, "so is a permission that is none"),
  opencodeCase("deep", { permission: { bash: { "git *": "never" } } }, "also for a pattern"),
  opencodeCase("mode", { agent: { x: { mode: "foo" } } }, "so is a mode that is none"),
  opencodeCase("text", { instructions: "x.md" }, "so are instructions that are a text"),
  opencodeCase("plugin", { plugin: "x" }, "so are plugins that are a text"),
  opencodeCase("template", { command: { x: { description: "d" } } }, "so is a command without its text"),
  opencodeCase("share", { share: "x" }, "so is another way to share"),
  opencodeCase("model", { model: 5 }, "so is a model that is a number"),
  opencodeCase("tools", { tools: { a: "b" } }, "so is a tool that is neither true nor false"),
  {
    ...opencodeCase("later", { permissions: { edit: "ask" } }, "so are permissions by their key of OpenCode 2"),
    fact: "opencode.laterConfiguration",
  },
];

const server = (value: unknown, name = "x"): unknown => ({ mcpServers: { other: { command: "true" }, [name]: value } });
const claudeCase = (folder: string, file: unknown, fact: string, says: string, there: string): Case => ({
  folder,
  file,
  fact: `claude-code.${fact}`,
  says,
  there,
});
const SKIPPED = "Skipped";
const CLAUDE: readonly Case[] = [
  {
    folder: "good",
    file: server({ type: "streamable-http", url: "https://a.example", timeout: 5, alwaysLoad: true }),
    fact: "claude-code.mcpTypes",
    says: "a type that it knows loads",
    gone: SKIPPED,
  },
  claudeCase(
    "workspace",
    server({ command: "x" }, "workspace"),
    "mcpReservedNames",
    "workspace is reserved",
    "reserved",
  ),
  claudeCase("chrome", server({ command: "x" }, "claude-in-chrome"), "mcpReservedNames", "so is this", "reserved"),
  claudeCase("computer", server({ command: "x" }, "computer-use"), "mcpReservedNames", "and this", "reserved"),
  claudeCase("local", server({ type: "local", command: "x" }), "mcpTypes", "local is none", SKIPPED),
  claudeCase("remote", server({ type: "remote", url: "https://a.example" }), "mcpTypes", "nor remote", SKIPPED),
  claudeCase("camel", server({ type: "streamableHttp", url: "https://a.example" }), "mcpTypes", "nor this", SKIPPED),
  claudeCase("timeout", server({ command: "x", timeout: "5" }), "mcpServerFields", "a timeout is a number", SKIPPED),
  claudeCase(
    "always",
    server({ command: "x", alwaysLoad: "yes" }),
    "mcpServerFields",
    "this is true or false",
    SKIPPED,
  ),
  claudeCase("empty", server({ command: "" }), "mcpServerFields", "a command is not empty", SKIPPED),
  claudeCase("list", { mcpServers: [{ command: "x" }] }, "mcpRootKey", "a list holds no server", "received array"),
  claudeCase(
    "root",
    { servers: { x: { command: "x" } } },
    "mcpRootKey",
    "nor does another key",
    `Missing "mcpServers"`,
  ),
];

const codexConfig = (toml: string, says: string, there: string): Probe => ({
  question: "codex hooks",
  files: { ".codex/config.toml": toml },
  expects: [{ fact: "codex.configuration", says, there }],
});

const extension = (folder: string, file: object, says: string, there: string): Case => ({
  folder,
  file: { name: "a", version: "1.0.0", ...file },
  fact: "gemini-cli.extension",
  says,
  there,
});
const GEMINI: readonly Case[] = [
  extension("good", {}, "name and version are enough", "successfully validated"),
  extension("version", { version: undefined }, "without a version it does not load", `missing "version"`),
  extension("name", { name: undefined }, "nor without a name", `missing "name"`),
  extension("score", { name: "a_b" }, "nor with an underscore in it", "Invalid extension name"),
  extension("empty", { version: "" }, "nor with an empty version", `missing "version"`),
  extension("number", { contextFileName: 5 }, "nor is one named by a number", "Invalid context file path"),
  extension("context", { contextFileName: "X.md" }, "a file of context has to be there", "are missing: X.md"),
  extension("slash", { contextFileName: "sub${/}X.md" }, "${/} is a slash", "are missing: sub/X.md"),
  extension("outside", { contextFileName: "../good/X.md" }, "a file has to be within", `references ("..")`),
  extension("whole", { contextFileName: "${extensionPath}/X.md" }, "a whole path is refused", "Absolute paths"),
];

/** What a file of its own form says of a file, and whether OpenCode starts with it. */
const REFERENCES: readonly (readonly [folder: string, text: string, starts: boolean])[] = [
  ["there", '{ "agent": { "a": { "prompt": "{file:./there.md}" } } }', true],
  ["gone", '{ "agent": { "a": { "prompt": "{file:./gone.md}" } } }', false],
  ["comment", "{\n// {file:./gone.md}\n}", true],
  ["behind", "{ // {file:./gone.md}\n}", false],
];

/** What clients say of their configuration where a value is of another form. */
export const configurationProbes: readonly Probe[] = [
  { question: "opencode config each", files: texts("opencode.json", OPENCODE), expects: expectations(OPENCODE) },
  {
    question: "opencode config each",
    files: {
      ...Object.fromEntries(REFERENCES.map(([folder, text]) => [`${folder}/opencode.json`, text])),
      "there/there.md": "Do.\n",
    },
    expects: REFERENCES.map(([folder, text, starts]) => ({
      fact: "opencode.fileReferences",
      says: `${text}: ${starts ? "starts" : "does not start"}`,
      folder,
      [starts ? "gone" : "there"]: "bad file reference",
    })),
  },
  {
    question: "gemini extension each",
    files: texts("gemini-extension.json", GEMINI),
    expects: expectations(GEMINI),
  },
  {
    question: "gemini extension",
    files: {
      "extension/gemini-extension.json": JSON.stringify({
        name: "a",
        version: "1.0.0",
        mcpServers: [{ id: "x", command: "x" }, { command: "y" }],
      }),
    },
    expects: [{ fact: "gemini-cli.extensionServerList", says: "names are numbers", there: "MCP servers:\n  0\n  1\n" }],
  },
  { question: "claude doctor each", files: texts(".mcp.json", CLAUDE), expects: expectations(CLAUDE) },
  codexConfig('approval_policy = "sometimes"\n', "another policy is refused", "unknown variant `sometimes`"),
  codexConfig('sandbox_mode = "nope"\n', "so is another sandbox", "unknown variant `nope`"),
  codexConfig('[mcp_servers.x]\ncommand = "true"\ntools = ["a"]\n', "so are tools in a list", "expected a map"),
];
