// node stand-in.mjs <file>: a server of MCP on standard input and output, which serves what the file says.
import { appendFileSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { answerMcp } from "../../../rehearsal/mcp/answer-mcp.ts";
import type { Served } from "../../../rehearsal/mcp/served.ts";

const [, , file = ""] = process.argv;
const served: Served = JSON.parse(readFileSync(file, "utf8"));

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line.trim() === "") return;
  const { message, calls } = answerMcp(line, served);
  for (const call of calls) appendFileSync(`${file}.calls`, `${JSON.stringify(call)}\n`);
  if (message !== undefined) process.stdout.write(`${JSON.stringify(message)}\n`);
});
