// node ask-server.mjs <json>: starts a server of MCP, asks for its tools, and prints what it said as JSON.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

interface Told {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly waitMs: number;
}
type Json = Readonly<Record<string, unknown>>;

const [, , told = "{}"] = process.argv;
const { command, args, env, waitMs }: Told = JSON.parse(told);
const server = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "inherit"] });
const waiting = new Map<number, (answer: Json) => void>();
const MOST_PAGES = 100;
let last = 0;

server.on("error", ({ message }) => end({ error: `cannot be started: ${message}` }));
server.on("exit", (code, signal) => end({ error: `ended (${signal ?? code}) before it had answered` }));
server.stdin.on("error", () => {}); // its end says it
createInterface({ input: server.stdout }).on("line", (line) => {
  let message: Json;
  try {
    message = JSON.parse(line);
  } catch {
    return; // servers log to the wrong stream
  }
  waiting.get(Number(message["id"]))?.(message);
});

/**
 * What is written to a pipe has left by then:
 * https://nodejs.org/api/process.html#a-note-on-process-io, read 2026-11-30.
 */
function end(answer: unknown): never {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  server.kill("SIGKILL");
  // oxlint-disable-next-line unicorn/no-process-exit -- a program of its own, whose server may hold it
  process.exit(0);
}

const send = (message: Json): boolean => server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** What the server answers; undefined where it takes too long. */
function ask(method: string, params: Json, patienceMs: number): Promise<Json | undefined> {
  const id = ++last;
  return new Promise((done) => {
    const timer = setTimeout(() => done(undefined), patienceMs);
    waiting.set(id, (answer) => {
      clearTimeout(timer);
      done(answer);
    });
    send({ id, method, params });
  });
}

const VERSION = "2026-07-28";
const clientInfo = { name: "agent-ci", version: "0.0.0" };
const meta = {
  "io.modelcontextprotocol/protocolVersion": VERSION,
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": clientInfo,
};
const resultOf = (answer: Json | undefined): Json | undefined => {
  const result = answer?.["result"];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever reads what is printed asks what it is
  return typeof result === "object" && result !== null ? (result as Json) : undefined;
};

// Most servers have the handshake; those that have not say so by an error.
const begun = resultOf(
  await ask("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo }, waitMs),
);
if (begun) send({ method: "notifications/initialized" });
const found = begun ?? resultOf(await ask("server/discover", { _meta: meta }, waitMs));
if (!found) end({ error: `does not answer within ${waitMs / 1000} s` });
const protocolVersion = begun ? begun["protocolVersion"] : VERSION;
const tools: unknown[] = [];
let cursor: unknown;
for (let page = 0; page < MOST_PAGES; page += 1) {
  const params = { ...(cursor !== undefined && { cursor }), ...(!begun && { _meta: meta }) };
  const listed = resultOf(await ask("tools/list", params, waitMs));
  if (!listed) end({ error: "does not list its tools" });
  const { tools: some, nextCursor } = listed;
  if (Array.isArray(some)) tools.push(...some);
  cursor = nextCursor;
  if (cursor === undefined || cursor === null) break;
}
end({ protocolVersion, instructions: found["instructions"], tools });
