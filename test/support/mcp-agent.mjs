// An agent that asks the servers of .mcp.json for their tools, offers them to the model, and obeys its calls.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const { mcpServers } = JSON.parse(readFileSync(".mcp.json", "utf8"));
const tools = [];
const asks = {};
for (const [server, { command, args = [] }] of Object.entries(mcpServers)) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  createInterface({ input: child.stdout }).on(
    "line",
    (line) => line.startsWith("{") && waiting.shift()?.(JSON.parse(line).result),
  );
  const ask = (method, params = {}) =>
    new Promise((done) => {
      waiting.push(done);
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method, params })}\n`);
    });
  await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {} });
  for (const tool of (await ask("tools/list")).tools) {
    const name = `mcp__${server}__${tool.name}`;
    tools.push({ name, description: tool.description, input_schema: tool.inputSchema });
    asks[name] = (input) => ask("tools/call", { name: tool.name, arguments: input });
  }
  child.unref();
}
const messages = [{ role: "user", content: process.argv[2] }];
for (;;) {
  const body = JSON.stringify({ model: "m", max_tokens: 9, tools, messages });
  const response = await fetch(`${process.env.ANTHROPIC_BASE_URL}/v1/messages`, { method: "POST", body });
  const { content } = await response.json();
  messages.push({ role: "assistant", content });
  const calls = content.filter(({ type }) => type === "tool_use");
  const texts = content.filter(({ type }) => type === "text").map(({ text }) => text);
  if (calls.length === 0) console.log(texts.join(""));
  if (calls.length === 0) process.exit(0);
  const results = [];
  for (const { id, name, input } of calls) {
    const { content: said, isError } = await asks[name](input);
    console.log(`${name}: ${said[0].text}${isError ? " (error)" : ""}`);
    results.push({ type: "tool_result", tool_use_id: id, content: said });
  }
  messages.push({ role: "user", content: results });
}
