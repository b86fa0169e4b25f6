import { type Line, local, plugin, servers } from "./cases.ts";

const RULE = "plugin/agent-plugins-mcp: ";

/** Sections 4.1 (paths), 7.2 and 9: `mcp.json`. */
export const SERVER_LINES: readonly Line[] = [
  {
    section: "4.1.4",
    says: "A path of the plugin starts with `./` and stays within the root.",
    keeps: local({ command: "./bin/server", cwd: "./data" }),
    breaks: local({ cwd: "data" }),
    reports: `${RULE}The cwd of "s" has to start with`,
  },
  {
    section: "4.1.5",
    says: "Arguments and variables are no paths.",
    keeps: local({ args: ["../x", "/etc"], env: { CONFIG: "../y" } }),
  },
  {
    section: "4.1 end, 4",
    says: "A command or a working directory outside of the root spoils the server.",
    breaks: local({ command: "./../bin/server" }),
    reports: `${RULE}The command of "s" leads out of the plugin.`,
  },
  {
    section: "7.2.1",
    says: "Servers stand in `mcp.json` and not in `plugin.json`.",
    breaks: plugin({ mcpServers: {} }),
    reports: 'plugin/agent-plugins-fields: The Agent Plugins standard knows no field "mcpServers"',
  },
  {
    section: "7.2.1",
    says: "`mcp.json` is an object with `$schema` and `mcpServers` and nothing else.",
    keeps: servers({}),
    breaks: servers({}, { inputs: [] }),
    reports: `${RULE}The standard knows no field "inputs" here.`,
  },
  {
    section: "7.2.1",
    says: "`mcpServers` is an object.",
    breaks: servers([]),
    reports: `${RULE}\`mcpServers\` is a list, not a map.`,
  },
  {
    section: "7.2.1",
    says: "`$schema` of `mcp.json` has the one address of the version.",
    breaks: plugin({}, { "p/mcp.json": '{ "mcpServers": {} }' }),
    reports: `${RULE}The file has no \`$schema\``,
  },
  {
    section: "7.2.1",
    says: "A client chooses its rules by `$schema` and fetches none.",
    runtime: "no rule reaches the network",
  },
  {
    section: "7.2.1",
    says: "A server has a type and the fields of that type alone.",
    keeps: servers({ a: { type: "sse", url: "https://example.com" } }),
    breaks: local({ url: "https://example.com" }),
    reports: `${RULE}A server of the type stdio has no field "url".`,
  },
  {
    section: "7.2.1",
    says: "The command is one token, no line for a shell.",
    keeps: local({ command: "npx", args: ["-y", "acme@1.0.0"] }),
    breaks: local({ command: "npx -y acme" }),
    reports: `${RULE}The command of "s" is "npx -y acme", more than one word`,
  },
  {
    section: "7.2.1",
    says: "The command is a bare name or a path of the plugin.",
    breaks: local({ command: "/usr/bin/node" }),
    reports: `${RULE}The command of "s" is "/usr/bin/node", neither`,
  },
  {
    section: "7.2.1",
    says: "Nothing in the command is replaced.",
    breaks: local({ command: "${PLUGIN_ROOT}/bin/a" }),
    reports: `${RULE}The command of "s" is "\${PLUGIN_ROOT}/bin/a", neither`,
  },
  {
    section: "7.2.1",
    says: "A plugin does not count on PATH to find a bare command.",
    runtime: "what a program counts on shows when it runs",
  },
  { section: "7.2.1", says: "A program in the package is named by its path.", keeps: local({ command: "./bin/a" }) },
  { section: "7.2.1", says: "The command stays one token on every system.", runtime: "how a client starts it" },
  { section: "7.2.1", says: "Without a working directory it is the plugin's root.", keeps: local() },
  {
    section: "7.2.1",
    says: "A working directory has one of three forms.",
    keeps: local({ cwd: "${PLUGIN_DATA}/cache" }),
    breaks: local({ cwd: "${PLUGIN_ROOTS}/x" }),
    reports: `${RULE}The cwd of "s" has to start with`,
  },
  {
    section: "7.2.1",
    says: "Placeholders are replaced before the working directory is resolved.",
    keeps: local({ cwd: "${PLUGIN_ROOT}" }),
  },
  {
    section: "7.2.1",
    says: "A working directory below the root stays there.",
    keeps: local({ cwd: "${PLUGIN_ROOT}/a/../b" }),
    breaks: local({ cwd: "${PLUGIN_ROOT}/../x" }),
    reports: `${RULE}The cwd of "s"`,
  },
  {
    section: "7.2.1",
    says: "A working directory below the data stays there.",
    breaks: local({ cwd: "${PLUGIN_DATA}/../x" }),
    reports: `${RULE}The cwd of "s"`,
  },
  {
    section: "7.2.1",
    says: "args, env and cwd take both placeholders.",
    keeps: local({ args: ["${PLUGIN_ROOT}/a"], env: { A: "${PLUGIN_DATA}" }, cwd: "${PLUGIN_ROOT}" }),
  },
];
