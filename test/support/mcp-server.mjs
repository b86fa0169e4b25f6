// A server of MCP with two pages of tools; `stateless` for one that knows no handshake, `silent` for one that says nothing.
import { createInterface } from "node:readline";

const [, , kind = "usual"] = process.argv;
const tool = (name) => ({
  name,
  description: `Does ${name} with ${process.env.TOKEN ?? "nothing"}.`,
  inputSchema: { type: "object" },
});
const answers = {
  initialize: {
    protocolVersion: "2025-11-25",
    capabilities: { tools: {} },
    serverInfo: { name: "t", version: "1" },
    instructions: "Be kind.",
  },
  "server/discover": {
    resultType: "complete",
    supportedVersions: ["2026-07-28"],
    capabilities: { tools: {} },
    ttlMs: 0,
    cacheScope: "private",
  },
};
answers["tools/call"] = { content: [{ type: "text", text: "did it" }] };
const legacy = new Set(["initialize", "notifications/initialized"]);

console.log("this line is no protocol");
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (kind === "silent" || id === undefined) return;
  if (kind === "gone") process.exit(3);
  const unknown = kind === "stateless" ? legacy.has(method) : method === "server/discover";
  const page = { tools: [tool(params?.cursor ? "alpha" : "beta")], ...(!params?.cursor && { nextCursor: "2" }) };
  const result = method === "tools/list" ? page : answers[method];
  const answer = unknown || !result ? { error: { code: -32601, message: "no" } } : { result };
  console.log(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
});
