import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const text = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../support/${name}`, import.meta.url)), "utf8");
const inputSchema = { type: "object" };
const lock = {
  version: 1,
  servers: { tracker: { tools: [{ name: "get_issue", description: "Reads an issue.", inputSchema }] } },
};
const configured = (more: object = {}) => ({
  mcpServers: { tracker: { command: "npx", args: ["-y", "tracker"] }, ...more },
});

const scenario = (call: string, more = ""): string => `prompt: ping
workspace: { folder: .. }
command: [node, agent.mjs, "{prompt}"]
turns:
  - calls: [{ name: mcp__tracker__get_issue, arguments: ${call} }]
  - text: pong
mcp:
  results:
    - { server: tracker, tool: get_issue, arguments: { number: 7 }, text: Issue seven is about the cart. }
${more}`;
const files = (yaml: string, servers = configured()) => ({
  ".mcp.json": JSON.stringify(servers),
  ".agent-ci/mcp.lock.json": JSON.stringify(lock),
  "agent.mjs": text("mcp-agent.mjs"),
  "server.mjs": text("mcp-server.mjs"),
  "scenarios/issue.yaml": yaml,
});
const dryRun = (contents: Readonly<Record<string, string>>) => runCli(tempFolder(contents), ["dry-run", "--no-color"]);

test("the tools of the lock are offered, and answer what is written; the workspace counts as unchanged", async () => {
  const expected = `expect:
  - { type: contains, value: "get_issue: Issue seven is about the cart." }
  - { type: files-changed, value: [] }
`;
  const { code, out, err } = await dryRun(files(scenario("{ number: 7 }", expected)));
  expect(code, out + err).toBe(0);
});

test("a call that nobody wrote a result for is told", async () => {
  const { code, out } = await dryRun(files(scenario("{ number: 8 }")));
  expect(code).toBe(1);
  expect(out).toContain('No result is written for tracker/get_issue {"number":8}: add one to mcp.results.');
});

test("a server that the lock does not have keeps the case from running", async () => {
  const { code, out } = await dryRun(files(scenario("{ number: 7 }"), configured({ other: { command: "npx" } })));
  expect(code).not.toBe(0);
  expect(out).toContain('No lock says which tools the server "other" has. Run: agent-ci mcp lock.');
});

test("a real one starts where the scenario says so", async () => {
  const yaml = scenario(
    "{ number: 7 }",
    `  real: [own]
expect: [{ type: contains, value: "mcp__own__beta: did it" }]
`,
  ).replace("  - text: pong\n", "  - calls: [{ name: mcp__own__beta, arguments: {} }]\n  - text: pong\n");
  const { code, out } = await dryRun(files(yaml, configured({ own: { command: "node", args: ["server.mjs"] } })));
  expect(code, out).toBe(0);
});
