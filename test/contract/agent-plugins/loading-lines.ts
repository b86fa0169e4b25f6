import { type Line, local, MCP, plugin, remote, servers } from "./cases.ts";

const RULE = "plugin/agent-plugins-mcp: ";
const LITERAL = "plugin/agent-plugins-literal: ";

/** Section 7.2.1 from the url on, 7.2.2, 9 and 10: remote servers, loading, and the environment of processes. */
export const LOADING_LINES: readonly Line[] = [
  {
    section: "7.2.1",
    says: "The url is absolute, without a user and without a fragment.",
    keeps: remote({ url: "https://example.com:8443/mcp?x=1" }),
    breaks: remote({ url: "https://ada@example.com/mcp" }),
    reports: `${RULE}The url of "s" contains a user's name.`,
  },
  {
    section: "7.2.1",
    says: "Only this machine is reached without encryption.",
    keeps: remote({ url: "http://[::1]:3000/mcp" }),
    breaks: remote({ url: "http://localhost.example.com/mcp" }),
    reports: `${RULE}The url of "s" is not encrypted`,
  },
  {
    section: "7.2.1",
    says: "Headers are valid, and none is there twice.",
    keeps: remote({ headers: { "X-Tenant": "public" } }),
    breaks: remote({ headers: { "X-Tenant": "a", "x-tenant": "b" } }),
    reports: `${RULE}The header "x-tenant" is there twice.`,
  },
  {
    section: "7.2.1",
    says: "Nothing in url and headers is replaced.",
    breaks: remote({ headers: { "X-Tenant": "${TENANT}" } }),
    reports: `${LITERAL}No client of the standard replaces \`\${TENANT}\`.`,
  },
  {
    section: "7.2.1",
    says: "Headers hold no secrets.",
    breaks: remote({ headers: { Authorization: "Bearer 0a1b2c3d4e5f6a7b" } }),
    reports: `${LITERAL}The value of \`Authorization\``,
  },
  { section: "7.2.1", says: "A client keeps headers from other origins.", runtime: "what a client sends" },
  { section: "7.2.1", says: "A client supports stdio or streamable-http.", runtime: "what a client can do" },
  { section: "7.2.1", says: "A client uses the transport that is declared.", runtime: "how a client connects" },
  {
    section: "7.2.2.1",
    says: "Servers are read from `mcp.json` at the root only.",
    keeps: plugin({}, { "p/com.example.client/mcp.json": "{}" }),
  },
  {
    section: "7.2.2.2",
    says: "A file of another version than the manifest's disables all servers.",
    breaks: servers({}, { $schema: MCP.replace("1.0.0", "1.1.0") }),
    reports: `${RULE}\`$schema\` has to be ${MCP}`,
  },
  {
    section: "7.2.2.3",
    says: "A server that breaks the rules is skipped.",
    breaks: servers({ s: { command: "node" } }),
    reports: `${RULE}The server "s" has no type.`,
  },
  {
    section: "7.2.2.4",
    says: "A server with a transport that the client lacks is skipped.",
    keeps: servers({ s: { type: "sse", url: "https://example.com" } }),
  },
  {
    section: "7.2.2.5",
    says: "A server that does not start spoils nothing else.",
    runtime: "what a client goes on loading",
  },
  { section: "9.1", says: "A process gets PLUGIN_ROOT and PLUGIN_DATA.", runtime: "how a client starts it" },
  {
    section: "9.1",
    says: "The folder of data exists, can be written and survives updates.",
    runtime: "what a client keeps",
  },
  { section: "9.1", says: "env overlays the client's environment.", runtime: "how a client starts it" },
  { section: "9.1", says: "The client sets its two variables last.", runtime: "how a client starts it" },
  {
    section: "9.1",
    says: "A plugin counts on no variable of the environment.",
    breaks: local({ env: { A: "${HOME}/x" } }),
    reports: `${LITERAL}No client of the standard replaces \`\${HOME}\`.`,
  },
  { section: "9.2", says: "A client replaces the two placeholders.", keeps: local({ args: ["${PLUGIN_DATA}"] }) },
  { section: "9.2", says: "What was put in is not searched again.", runtime: "how a client replaces" },
  {
    section: "9.2",
    says: "Any other placeholder stays as it is.",
    breaks: local({ args: ["${API_KEY}"] }),
    reports: `${LITERAL}No client of the standard replaces \`\${API_KEY}\`.`,
  },
  {
    section: "9.2",
    says: "env holds no secrets.",
    breaks: local({ env: { ACME_TOKEN: "0a1b2c3d4e5f6a7b" } }),
    reports: `${LITERAL}The value of \`ACME_TOKEN\``,
  },
  {
    section: "9.2",
    says: "env does not set PLUGIN_ROOT or PLUGIN_DATA.",
    breaks: local({ env: { PLUGIN_ROOT: "/x" } }),
    reports: `${RULE}Only the client sets PLUGIN_ROOT.`,
  },
  { section: "9.2", says: "The client supplies the two variables.", runtime: "how a client starts it" },
  {
    section: "10.1",
    says: "`mcp.json` and `plugin.json` declare the same version.",
    breaks: servers({}, { $schema: MCP.replace("1.0.0", "2.0.0") }),
    reports: `${RULE}\`$schema\` has to be ${MCP}`,
  },
];
