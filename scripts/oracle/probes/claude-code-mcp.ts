import { claudeCodeMcp } from "../../../src/clients/claude-code-mcp.ts";
import type { Expectation, Probe } from "../probe.ts";

type Name = keyof typeof claudeCodeMcp;

const SKIPPED = "Skipped";
const UNSET = "Missing environment variables: CLAUDE_PROJECT_DIR";
const COMMAND = { command: "x" };
const ADDRESS = "https://x.example";

/** One .mcp.json in a folder of its own; what the doctor has to say of it, or not to. */
const CASES: readonly (readonly [folder: string, fact: Name, content: object, says: string, there?: string])[] = [
  ["good", "mcpRootKey", { mcpServers: { a: COMMAND } }, "servers below mcpServers are read"],
  ["servers", "mcpRootKey", { servers: { a: COMMAND } }, "below servers they are not", 'Missing "mcpServers"'],
  ["flat", "mcpRootKey", { a: COMMAND }, "nor below nothing", "expected record"],
  ["list", "mcpRootKey", { mcpServers: [COMMAND] }, "nor in a list", "expected record"],
  ["neither", "mcpServerShape", one({ args: ["x"] }), "neither command nor address", SKIPPED],
  ["empty", "mcpServerShape", one({ command: "" }), "an empty command", SKIPPED],
  ["args", "mcpServerShape", one({ command: "x", args: "y" }), "args that are a text", SKIPPED],
  ["env", "mcpServerShape", one({ command: "x", env: { A: 1 } }), "a variable that is a number", SKIPPED],
  ["timeout", "mcpServerShape", one({ command: "x", timeout: "5" }), "a timeout that is a text", SKIPPED],
  ["never", "mcpServerFields", one({ command: "x", timeout: 0 }), "a timeout of 0", SKIPPED],
  ["half", "mcpServerFields", one({ command: "x", timeout: 0.5 }), "half a millisecond", SKIPPED],
  ["unnamed", "mcpServerShape", { mcpServers: { command: "x", args: [] } }, "a server without a name", SKIPPED],
  ["http", "mcpServerShape", one({ type: "http" }), "http without an address", SKIPPED],
  ["foreign", "mcpServerShape", one({ command: "x", foo: 1 }), "a key that it does not know is taken"],
  ["url", "mcpUrlType", one({ url: ADDRESS }), "an address without a type", SKIPPED],
  ["typed", "mcpUrlType", one({ type: "http", url: ADDRESS }), "an address with its type is taken"],
  ["project", "mcpProjectDir", one({ command: "${CLAUDE_PROJECT_DIR}/x" }), "the project's folder has no name", UNSET],
  [
    "default",
    "mcpProjectDir",
    one({ command: "${CLAUDE_PROJECT_DIR:-.}/x" }),
    "with another folder in its place it is taken",
  ],
  ["local", "mcpTypes", one({ type: "local", command: "x" }), "local is no type", "unknown MCP server type"],
  [
    "camel",
    "mcpTypes",
    one({ type: "streamableHttp", url: ADDRESS }),
    "nor is streamableHttp",
    "unknown MCP server type",
  ],
  ...claudeCodeMcp.mcpTypes.value.map(
    (type) => [`t-${type}`, "mcpTypes", one({ type, url: ADDRESS, command: "x" }), `${type} is one`] as const,
  ),
  ...claudeCodeMcp.mcpReservedNames.value.map(
    (name) =>
      [name, "mcpReservedNames", { mcpServers: { [name]: COMMAND } }, `${name} is reserved`, "reserved"] as const,
  ),
];

function one(server: object): object {
  return { mcpServers: { a: server } };
}

/** What the doctor says of .mcp.json. */
export const claudeCodeMcpProbes: readonly Probe[] = [
  {
    question: "claude doctor each",
    files: Object.fromEntries(CASES.map(([folder, , content]) => [`${folder}/.mcp.json`, JSON.stringify(content)])),
    expects: CASES.map(([folder, fact, , says, there]): Expectation => ({
      fact: `claude-code.${fact}`,
      says,
      folder,
      ...(there === undefined ? { gone: `${folder}/.mcp.json › ` } : { there }),
    })),
  },
];
