import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, onTestFinished, test } from "vitest";
import { STAND_IN_PROGRAM } from "../../src/host/mcp/programs.ts";
import type { Served } from "../../src/rehearsal/mcp/served.ts";
import { tempFolder } from "../support/temp-folder.ts";

const served: Served = {
  name: "tracker",
  instructions: "Ask first.",
  tools: [
    {
      name: "get_issue",
      description: "Reads an issue.",
      inputSchema: { type: "object", properties: { number: { type: "integer" } }, required: ["number"] },
      annotations: { readOnlyHint: true },
    },
  ],
  results: [{ tool: "get_issue", arguments: { number: 7 }, result: { content: [{ type: "text", text: "seven" }] } }],
};

/** The official client, connected to the program as a client of a rehearsal starts it. */
async function connected(mode: "legacy" | "auto") {
  const folder = tempFolder({ "stand-in.mjs": STAND_IN_PROGRAM, "served.json": JSON.stringify(served) });
  const file = join(folder, "served.json");
  const transport = new StdioClientTransport({ command: process.execPath, args: [join(folder, "stand-in.mjs"), file] });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  onTestFinished(() => client.close());
  await client.connect(transport);
  return {
    client,
    calls: () =>
      readFileSync(`${file}.calls`, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
  };
}

describe.each([
  ["legacy", "2025-11-25"],
  ["auto", "2026-07-28"],
] as const)("the official client (%s) speaks %s with the stand-in", (mode, version) => {
  test("and sees the tools of the lock, calls one, and gets what is scripted", async () => {
    const { client, calls } = await connected(mode);
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect(client.getInstructions()).toBe("Ask first.");
    const { tools } = await client.listTools();
    expect(tools).toEqual(served.tools);
    const result = await client.callTool({ name: "get_issue", arguments: { number: 7 } });
    expect(result.content).toEqual([{ type: "text", text: "seven" }]);
    const other = await client.callTool({ name: "get_issue", arguments: { number: 8 } });
    expect(other.isError).toBe(true);
    expect(calls()).toEqual([
      { tool: "get_issue", arguments: { number: 7 }, answered: true },
      { tool: "get_issue", arguments: { number: 8 }, answered: false },
    ]);
  });
});
