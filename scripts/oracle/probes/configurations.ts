import { codex } from "../../../src/clients/codex.ts";
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
    fact: "claude-code.serverTypes",
    says: "a type that it knows loads",
    gone: SKIPPED,
  },
  claudeCase(
    "workspace",
    server({ command: "x" }, "workspace"),
    "reservedServers",
    "workspace is reserved",
    "reserved",
  ),
  claudeCase("chrome", server({ command: "x" }, "claude-in-chrome"), "reservedServers", "so is this", "reserved"),
  claudeCase("computer", server({ command: "x" }, "computer-use"), "reservedServers", "and this", "reserved"),
  claudeCase("local", server({ type: "local", command: "x" }), "serverTypes", "local is none", SKIPPED),
  claudeCase("remote", server({ type: "remote", url: "https://a.example" }), "serverTypes", "nor remote", SKIPPED),
  claudeCase("camel", server({ type: "streamableHttp", url: "https://a.example" }), "serverTypes", "nor this", SKIPPED),
  claudeCase("timeout", server({ command: "x", timeout: "5" }), "serverFields", "a timeout is a number", SKIPPED),
  claudeCase("always", server({ command: "x", alwaysLoad: "yes" }), "serverFields", "this is true or false", SKIPPED),
  claudeCase("empty", server({ command: "" }), "serverFields", "a command is not empty", SKIPPED),
  claudeCase("list", { mcpServers: [{ command: "x" }] }, "serverMap", "a list holds no server", "received array"),
  claudeCase("root", { servers: { x: { command: "x" } } }, "serverMap", "nor does another key", `Missing "mcpServers"`),
];

const COMMAND = { type: "command", command: "true" };
const hooksOf = (handler: unknown): unknown => ({ hooks: { Stop: [{ hooks: [handler] }] } });
const REFUSED = "failed to parse hooks config";
const codexHooks = (file: unknown, ...expects: readonly Omit<Expectation, "fact">[]): Probe => ({
  question: "codex hooks",
  files: { ".codex/hooks.json": JSON.stringify(file) },
  expects: expects.map((one) => ({ fact: "codex.hooksFile", ...one })),
});
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
  extension("context", { contextFileName: "X.md" }, "a file of context has to be there", "are missing: X.md"),
];

/** What clients say of their configuration where a value is of another form. */
export const configurationProbes: readonly Probe[] = [
  { question: "opencode config each", files: texts("opencode.json", OPENCODE), expects: expectations(OPENCODE) },
  {
    question: "gemini extension each",
    files: texts("gemini-extension.json", GEMINI),
    expects: expectations(GEMINI),
  },
  { question: "claude doctor each", files: texts(".mcp.json", CLAUDE), expects: expectations(CLAUDE) },
  {
    question: "codex hooks",
    files: {
      ".codex/hooks.json": JSON.stringify({
        hooks: Object.fromEntries(
          [...codex.hookEvents.value, "StopFailure"].map((event) => [event, [{ hooks: [COMMAND] }]]),
        ),
      }),
    },
    expects: [
      ...codex.hookEvents.value.map((event) => ({
        fact: "codex.hookEvents",
        says: `${event} is an event`,
        there: `"eventName":"${event.charAt(0).toLowerCase()}${event.slice(1)}"`,
      })),
      { fact: "codex.hookEvents", says: "StopFailure is none", gone: `"eventName":"stopFailure"` },
    ],
  },
  codexHooks(
    { description: "d", ...Object(hooksOf(COMMAND)) },
    { says: "a right file loads", there: `"eventName":"stop"` },
  ),
  codexHooks({ version: 1, ...Object(hooksOf(COMMAND)) }, { says: "a version refuses the file", there: REFUSED }),
  codexHooks(hooksOf({ type: "http", url: "https://a.example" }), { says: "so does another type", there: REFUSED }),
  codexHooks(hooksOf({ ...COMMAND, timeout: "5" }), { says: "so does a timeout in quotes", there: REFUSED }),
  codexHooks(hooksOf({ command: "true" }), { says: "so does a handler without its type", there: REFUSED }),
  codexConfig('approval_policy = "sometimes"\n', "another policy is refused", "unknown variant `sometimes`"),
  codexConfig('sandbox_mode = "nope"\n', "so is another sandbox", "unknown variant `nope`"),
  codexConfig('[mcp_servers.x]\ncommand = "true"\ntools = ["a"]\n', "so are tools in a list", "expected a map"),
];
