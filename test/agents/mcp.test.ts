import { realpathSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { STAND_IN_PROGRAM } from "../../src/host/mcp/programs.ts";
import { standIns } from "../../src/rehearsal/mcp/stand-ins.ts";
import { inventoryOf } from "../support/inventory-of.ts";
import { ask, PONG } from "./ask-client.ts";

const server = { command: "npx", args: ["-y", "tracker@1.0.0"] };
const inputSchema = { type: "object", properties: { number: { type: "integer" } }, required: ["number"] };
const lock = {
  tracker: { tools: [{ name: "get_issue", description: "Reads an issue of the tracker.", inputSchema }] },
};
const result = { content: [{ type: "text", text: "Issue seven is about the cart." }] };
const results = { tracker: [{ tool: "get_issue", arguments: { number: 7 }, result }] };

const clients = {
  "claude-code": {
    files: {
      ".mcp.json": JSON.stringify({ mcpServers: { tracker: server } }),
      ".claude/settings.json": JSON.stringify({ enableAllProjectMcpServers: true }),
    },
    more: { args: ["--dangerously-skip-permissions"] },
  },
  codex: {
    files: { ".codex/config.toml": `[mcp_servers.tracker]\ncommand = "npx"\nargs = ["-y", "tracker@1.0.0"]\n` },
    more: { model: "replay", args: ["--dangerously-bypass-approvals-and-sandbox"] },
  },
} as const;

describe.each(["claude-code", "codex"] as const)("%s", (name) => {
  test("works with the stand-in of a server, and offers its tools to the model", async () => {
    const { files, more } = clients[name];
    const { artifacts } = await inventoryOf(files);
    const node = realpathSync(process.execPath);
    const placed = standIns(artifacts, { lock, results, real: [], strict: true }, { program: STAND_IN_PROGRAM, node });
    expect(placed.refused).toEqual([]);
    const call = { name: "mcp__tracker__get_issue", arguments: { number: 7 } };
    const { ran, asked } = await ask(
      name,
      { ...files, ...placed.workspace },
      {
        turns: [{ answer: { text: "The tracker knows.", calls: [call] } }, PONG],
        more,
        change: (started) => ({ ...started, files: { ...started.files, ...placed.home } }),
      },
    );
    expect(ran.ended, ran.stderr.text).toEqual({ kind: "exit", code: 0 });
    const bodies = asked.map(({ body }) => Buffer.from(body).toString());
    expect(bodies.at(0)).toContain("get_issue");
    // Codex groups the tools of a server: a scripted call has no word for the group.
    if (name === "claude-code") expect(bodies.at(-1)).toContain("Issue seven is about the cart.");
    else expect(bodies.at(0)).toContain("Reads an issue of the tracker.");
  });
});
