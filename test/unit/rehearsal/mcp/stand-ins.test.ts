import { describe, expect, test } from "vitest";
import { standIns } from "../../../../src/rehearsal/mcp/stand-ins.ts";
import type { McpScenario } from "../../../../src/rehearsal/mcp/stand-ins.ts";
import { parseToml } from "../../../../src/syntax/toml.ts";
import { plain } from "../../../../src/model/data.ts";
import { inventoryOf } from "../../../support/inventory-of.ts";

const lock = { db: { tools: [] }, web: { tools: [] } };
const scenario: McpScenario = { lock, results: {}, real: [], strict: true };
const program = { program: "// stand-in", node: "/usr/bin/node" };
const args = (at: number) => [
  "-c",
  'exec "$0" "$HOME/$1" "$HOME/$2"',
  "/usr/bin/node",
  ".agent-ci/stand-in.mjs",
  `.agent-ci/mcp-${at}.json`,
];

async function placed(files: Readonly<Record<string, string>>, more: Partial<McpScenario> = {}) {
  const { artifacts } = await inventoryOf(files);
  return standIns(artifacts, { ...scenario, ...more }, program);
}
const servers = {
  db: { command: "npx", args: ["-y", "db@1.0.0"], env: { TOKEN: "${TOKEN}" }, timeout: 5 },
  web: { type: "http", url: "https://example.com/mcp", headers: { Authorization: "Bearer ${T}" } },
};

describe("servers give way in the form of their client", () => {
  test.each([
    [".mcp.json", { mcpServers: servers }, { type: "stdio" }],
    [".cursor/mcp.json", { mcpServers: servers }, {}],
    [".vscode/mcp.json", { servers, inputs: [{ id: "a" }] }, { type: "stdio" }],
    [".gemini/settings.json", { mcpServers: servers, ui: { theme: "x" } }, {}],
  ])("%s", async (path, data, type) => {
    const { workspace, refused } = await placed({ [path]: JSON.stringify(data, null, 2) });
    expect(refused).toEqual([]);
    const key = "servers" in data ? "servers" : "mcpServers";
    expect(JSON.parse(workspace[path] ?? "")).toEqual({
      ...data,
      [key]: {
        db: { timeout: 5, ...type, command: "/bin/sh", args: args(0) },
        web: { ...type, command: "/bin/sh", args: args(1) },
      },
    });
  });

  test("opencode has one list of program and arguments", async () => {
    const text = '{ // servers\n "mcp": { "db": { "type": "local", "command": ["npx", "db"], "enabled": true, } } }';
    const { workspace } = await placed({ "opencode.jsonc": text });
    expect(workspace["opencode.jsonc"]).toContain("// servers");
    expect(workspace["opencode.jsonc"]).toContain(
      JSON.stringify({ enabled: true, type: "local", command: ["/bin/sh", ...args(0)] }),
    );
  });

  test.each([
    ["\\n", "\n"],
    ["\\r\\n", "\r\n"],
  ])("the tables of Codex give way, and nothing else of its configuration: lines end with %s", async (_name, end) => {
    const text = [
      'model = "gpt-5"',
      "[mcp_servers.db]",
      'command = "npx"',
      'args = ["-y", "db"]',
      "startup_timeout_sec = 5",
      "[mcp_servers.db.env]",
      'TOKEN = "x"',
      "",
      "[tools]",
      "web_search = true",
      "",
    ].join(end);
    const { workspace, refused } = await placed({ ".codex/config.toml": text });
    expect(refused).toEqual([]);
    const { data } = parseToml(workspace[".codex/config.toml"] ?? "");
    expect(data && plain(data)).toEqual({
      model: "gpt-5",
      mcp_servers: { db: { startup_timeout_sec: 5, command: "/bin/sh", args: args(0) } },
      tools: { web_search: true },
    });
  });

  test("a subagent's servers give way in its frontmatter", async () => {
    const text =
      "---\nname: a\ndescription: Does it.\nmcpServers:\n  db:\n    command: npx\n    args: [db]\n---\nBody.\n";
    const { workspace, refused } = await placed({ ".claude/agents/a.md": text });
    expect(refused).toEqual([]);
    expect(workspace[".claude/agents/a.md"]).toMatch(/\n---\nBody\.\n$/);
    expect(workspace[".claude/agents/a.md"]).not.toContain("npx");
  });
});

test("a form that is not replaced refuses the run instead of starting a real server", async () => {
  const text = 'mcp_servers = { db = { command = "npx" } }\n';
  const { workspace, refused } = await placed({ ".codex/config.toml": text });
  expect(workspace).toEqual({});
  expect(refused).toEqual([expect.stringContaining('The servers of ".codex/config.toml" cannot be replaced')]);
});

test("what looks like a table and is none refuses the run", async () => {
  const text = '[mcp_servers.db]\ncommand = "npx"\nnested = [\n["x"],\n]\n';
  const { workspace, refused } = await placed({ ".codex/config.toml": text });
  expect({ workspace, refused }).toEqual({ workspace: {}, refused: [expect.stringContaining("cannot be replaced")] });
});

test("a file with two servers of one name is refused, with what to do about it", async () => {
  const text = '{ "mcpServers": { "db": { "command": "npx" }, "db": { "command": "sh" } } }';
  const { workspace, refused } = await placed({ ".mcp.json": text });
  expect(workspace).toEqual({});
  expect(refused).toEqual([
    expect.stringContaining("it has mistakes, such as a server that stands in it twice; mend what `agent-ci check`"),
  ]);
});

test("a server stays what it is where the scenario says so", async () => {
  const text = JSON.stringify({ mcpServers: servers });
  const { workspace, calls, home } = await placed({ ".mcp.json": text }, { real: ["db"] });
  expect(JSON.parse(workspace[".mcp.json"] ?? "")).toMatchObject({ mcpServers: { db: servers.db } });
  expect(calls).toEqual({ web: ".agent-ci/mcp-0.json.calls" });
  expect(Object.keys(home)).toEqual([".agent-ci/stand-in.mjs", ".agent-ci/mcp-0.json"]);
});

test("a server without a lock, and a name that nobody configures, refuse the run", async () => {
  const { refused } = await placed(
    { ".mcp.json": JSON.stringify({ mcpServers: servers }) },
    { lock: { db: { tools: [] } }, real: ["gone"] },
  );
  expect(refused).toEqual([
    'No lock says which tools the server "web" has. Run: agent-ci mcp lock.',
    'The scenario names the server "gone", which no file of the workspace configures.',
  ]);
});

test("where nobody asked for a lock, a server without one has no tools, and does not start", async () => {
  const files = { ".mcp.json": JSON.stringify({ mcpServers: servers }) };
  const { refused, workspace, home } = await placed(files, { lock: {}, strict: false });
  expect(refused).toEqual([]);
  expect(workspace[".mcp.json"]).not.toContain("npx");
  expect(JSON.parse(home[".agent-ci/mcp-0.json"] ?? "")).toMatchObject({ name: "db", tools: [] });
});

test("a workspace without servers needs nothing", async () => {
  expect(await placed({ "AGENTS.md": "# Rules\n" })).toEqual({ home: {}, workspace: {}, calls: {}, refused: [] });
});
