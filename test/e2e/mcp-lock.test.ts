import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SERVER = readFileSync(fileURLToPath(new URL("../support/mcp-server.mjs", import.meta.url)), "utf8");
const server = (...args: readonly string[]) => ({
  command: "node",
  args: ["server.mjs", ...args],
  env: { TOKEN: "${TOKEN}" },
});
const folderWith = (servers: unknown, more: Readonly<Record<string, string>> = {}): string =>
  tempFolder({ ".mcp.json": JSON.stringify({ mcpServers: servers }), "server.mjs": SERVER, ...more });
const lockOf = (folder: string) => JSON.parse(readFileSync(join(folder, ".agent-ci/mcp.lock.json"), "utf8"));

test("servers of both generations are asked, with keys that are none", async () => {
  const folder = folderWith({ usual: server(), stateless: server("stateless") });
  const { code, out, err } = await runCli(folder, ["mcp", "lock"], { TOKEN: "a real secret" });
  expect({ code, err }, out).toEqual({ code: 0, err: "" });
  const tools = ["alpha", "beta"].map((name) => ({
    name,
    description: `Does ${name} with agent-ci-not-a-key.`,
    inputSchema: { type: "object" },
  }));
  expect(lockOf(folder)).toEqual({
    version: 1,
    servers: { stateless: { tools }, usual: { instructions: "Be kind.", tools } },
  });
  const again = await runCli(folder, ["mcp", "lock", "--check"]);
  expect(again).toMatchObject({ code: 0, out: ".agent-ci/mcp.lock.json is up to date.\n" });
});

test("what cannot be asked is said, and stays as it was", async () => {
  const folder = folderWith({
    web: { type: "http", url: "https://example.com" },
    fetched: { command: "npx", args: ["x"] },
    gone: server("gone"),
    broken: { command: "node", args: ["nope.mjs"] },
  });
  const { code, out } = await runCli(folder, ["mcp", "lock"]);
  expect(code).toBe(1);
  expect(out).toContain("left web as it is: it is reached over a network");
  expect(out).toContain("left fetched as it is: npx may have to fetch it");
  expect(out).toContain("left gone as it is: ended (3) before it had answered");
  expect(out).toMatch(
    /left broken as it is: ended \(1\) before it had answered: Error: Cannot find module '.*nope\.mjs'$/mu,
  );
  expect(existsSync(join(folder, ".agent-ci/mcp.lock.json"))).toBe(false);
});

describe("from a recorded list", () => {
  const list = { jsonrpc: "2.0", id: 1, result: { tools: [{ name: "find", inputSchema: { type: "object" } }] } };
  test("nothing is started, also in a pull request", async () => {
    const folder = folderWith(
      { web: { type: "http", url: "https://example.com" } },
      { "tools.json": JSON.stringify(list) },
    );
    const args = ["mcp", "lock", "--from", "tools.json", "--server", "web"];
    const { code, out } = await runCli(folder, args);
    expect({ code, out }).toEqual({ code: 0, out: "added web\nadded web/find\nwrote .agent-ci/mcp.lock.json\n" });
    expect(lockOf(folder).servers.web.tools).toHaveLength(1);
  });
  test("another tool than the reviewed one fails a check, and is not written", async () => {
    const lock = {
      version: 1,
      servers: { web: { tools: [{ name: "find", description: "x", inputSchema: { type: "object" } }] } },
    };
    const folder = folderWith(
      { web: { url: "https://example.com" } },
      {
        "tools.json": JSON.stringify(list),
        ".agent-ci/mcp.lock.json": JSON.stringify(lock),
      },
    );
    const { code, out } = await runCli(folder, ["mcp", "lock", "--check", "--from", "tools.json", "--server", "web"]);
    expect({ code, out }).toEqual({ code: 1, out: "changed web/find\n" });
    expect(lockOf(folder)).toEqual(lock);
  });
  test("a name that no file configures is a slip, and nothing is written", async () => {
    const folder = folderWith({ web: { url: "https://example.com" } }, { "tools.json": JSON.stringify(list) });
    const { code, err } = await runCli(folder, ["mcp", "lock", "--from", "tools.json", "--server", "wbe"]);
    expect([code, err]).toEqual([2, expect.stringContaining('No file configures an MCP server "wbe". There is: web.')]);
    expect(existsSync(join(folder, ".agent-ci/mcp.lock.json"))).toBe(false);
  });
  test.each([
    ["gone.json", "there is no such file"],
    ["server.mjs", "it is no JSON"],
  ])("%s is no list", async (file, why) => {
    const { code, err } = await runCli(folderWith({ a: server() }), ["mcp", "lock", "--from", file, "--server", "a"]);
    expect(code).toBe(2);
    expect(err).toContain(why);
  });
});

test.each([
  [{ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_PROTECTED: "true" }],
  [{ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "push" }],
  [{ GITLAB_CI: "true", CI_PIPELINE_SOURCE: "merge_request_event", CI_COMMIT_REF_PROTECTED: "true" }],
])("no server is started for a change in a pipeline", async (env) => {
  const { code, err } = await runCli(folderWith({ usual: server() }), ["mcp", "lock"], env);
  expect(code).toBe(2);
  expect(err).toContain("on protected branches only");
});

test("a folder without servers has nothing to lock", async () => {
  const { code, err } = await runCli(tempFolder({ "AGENTS.md": "x" }), ["mcp", "lock"]);
  expect(code).toBe(2);
  expect(err).toContain("No file configures an MCP server");
});
