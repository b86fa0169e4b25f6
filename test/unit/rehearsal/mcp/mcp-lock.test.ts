import { expect, test } from "vitest";
import { lockedServers, MCP_LOCK } from "../../../../src/context/mcp-lock.ts";
import { lockDifferences, readMcpLock, readToolList, renderMcpLock } from "../../../../src/rehearsal/mcp/mcp-lock.ts";
import { inventoryOf } from "../../../support/inventory-of.ts";

const read = { name: "read", description: "Reads.", inputSchema: { type: "object", properties: { path: {} } } };
const write = { name: "write", inputSchema: { type: "object" }, annotations: { destructiveHint: true } };
const lock = { files: { instructions: "Be careful.", tools: [read, write] } };

test.each([
  ["a list of tools", [write, read]],
  ["an answer", { tools: [write, read] }],
  ["an answer in its envelope", { jsonrpc: "2.0", id: 2, result: { tools: [write, read] } }],
])("%s, of a server that is named", (_, recorded) => {
  expect(readToolList(JSON.stringify(recorded), "files")).toEqual({ lock: { files: { tools: [read, write] } } });
  expect(readToolList(JSON.stringify(recorded))).toEqual({ problem: expect.stringContaining("--server") });
});

test("answers by the names of servers, or a lock", () => {
  expect(readToolList(JSON.stringify({ files: { result: lock.files } }))).toEqual({ lock });
  expect(readToolList(renderMcpLock(lock))).toEqual({ lock });
});

test("a lock is what budgets count already", async () => {
  const text = renderMcpLock(lock);
  expect(readMcpLock(text)).toEqual({ lock });
  const [server] = lockedServers(await inventoryOf({ "AGENTS.md": "x", [MCP_LOCK]: text }));
  expect(server).toMatchObject({
    name: "files",
    instructions: "Be careful.",
    tools: [{ name: "read" }, { name: "write" }],
  });
});

test.each([
  ["[", "it is no JSON"],
  ["{}", 'it is no JSON with a map "servers"'],
  ['{"servers":{"a":{}}}', 'the server "a" has no list "tools"'],
  ['{"servers":{"a":{"tools":[{}]}}}', 'there is a tool without a name of the server "a"'],
  ['{"servers":{"a":{"tools":[7]}}}', 'there is a tool that is no object of the server "a"'],
  ['{"servers":{"a":{"tools":[{"name":"x"},{"name":"x"}]}}}', 'two tools have one name of the server "a"'],
])("%s is no lock", (text, problem) => {
  const found = readMcpLock(text);
  expect("problem" in found ? found.problem : "").toContain(problem);
});

test("a server by the name of a prototype is a server", () => {
  const text = '{"servers":{"__proto__":{"tools":[]}}}';
  expect(readMcpLock(text)).toEqual({ lock: Object.fromEntries([["__proto__", { tools: [] }]]) });
});

test("what changed of a lock is told tool by tool", () => {
  const after = { files: { tools: [{ ...read, description: "Reads all." }] }, web: { tools: [] } };
  expect(lockDifferences(lock, after)).toEqual([
    "changed files",
    "changed files/read",
    "removed files/write",
    "added web",
  ]);
  expect(lockDifferences(lock, lock)).toEqual([]);
});
