import { isObject, type Json, objectOf, parsed } from "../../model/json.ts";
import type { ScriptedResult, Served, ServedCall } from "./served.ts";

/**
 * The revision without a handshake, and those with one.
 * https://modelcontextprotocol.io/specification/2026-07-28/changelog, read 2026-11-30.
 */
const STATELESS = "2026-07-28";
const WITH_HANDSHAKE = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] as const;

const VERSION_KEY = "io.modelcontextprotocol/protocolVersion";
const SERVER_KEY = "io.modelcontextprotocol/serverInfo";

/** Codes of JSON-RPC, and that of MCP for a revision that the server does not speak. */
const ERRORS = { parse: -32700, request: -32600, method: -32601, params: -32602, version: -32022 } as const;

export interface McpAnswer {
  /** Absent where the message asks for nothing. */
  readonly message?: unknown;
  readonly calls: readonly ServedCall[];
}

/**
 * A line that a client wrote → what the server writes, in the revision that the message is of. Pure: nothing is
 * remembered between two messages. Never throws, whatever the line holds.
 */
export function answerMcp(line: string, served: Served): McpAnswer {
  const message = parsed(line);
  if (message === undefined) return { message: failure(null, ERRORS.parse, "It is no JSON."), calls: [] };
  if (!Array.isArray(message)) return answerOne(message, served);
  const answers = message.map((one) => answerOne(one, served));
  const said = answers.flatMap((one) => one.message ?? []);
  return { ...(said.length > 0 && { message: said }), calls: answers.flatMap(({ calls }) => calls) };
}

function answerOne(message: unknown, served: Served): McpAnswer {
  if (!isObject(message) || typeof message["method"] !== "string")
    // The answer to a request of ours there is none of, since we ask nothing.
    return isObject(message) && ("result" in message || "error" in message)
      ? { calls: [] }
      : { message: failure(null, ERRORS.request, "It is no request."), calls: [] };
  const { id, method } = message;
  if (id === undefined || id === null) return { calls: [] };
  const params = objectOf(message["params"]);
  const meta = objectOf(params["_meta"]);
  const version = meta[VERSION_KEY];
  if (version !== undefined && version !== STATELESS) {
    const data = { supported: [STATELESS], requested: version };
    return { message: failure(id, ERRORS.version, "The revision is not spoken here.", data), calls: [] };
  }
  const stateless = version !== undefined || method === "server/discover";
  const done = (result: Json, calls: readonly ServedCall[] = []): McpAnswer => {
    const beside = { resultType: "complete", _meta: { [SERVER_KEY]: infoOf(served) } };
    return { message: { jsonrpc: "2.0", id, result: stateless ? { ...beside, ...result } : result }, calls };
  };
  switch (method) {
    case "initialize":
      return done({
        protocolVersion: WITH_HANDSHAKE.find((one) => one === params["protocolVersion"]) ?? WITH_HANDSHAKE[0],
        serverInfo: infoOf(served),
        ...offered(served),
      });
    case "server/discover":
      return done({ supportedVersions: [STATELESS], ...offered(served), ...CACHED });
    case "ping":
      return done({});
    case "tools/list":
      return done({ tools: served.tools, ...(stateless && CACHED) });
    case "tools/call":
      return call(params, served, (code, text) => failure(id, code, text), done);
    default:
      return { message: failure(id, ERRORS.method, `There is no ${method.slice(0, 100)}.`), calls: [] };
  }
}

/** A client may keep nothing: the next run has another lock. */
const CACHED = { ttlMs: 0, cacheScope: "private" };

const infoOf = ({ name }: Served): Json => ({ name, version: "0.0.0" });

const offered = ({ instructions }: Served): Json => ({
  capabilities: { tools: {} },
  ...(instructions !== undefined && instructions !== "" && { instructions }),
});

function call(
  params: Json,
  { tools, results }: Served,
  fail: (code: number, text: string) => Json,
  done: (result: Json, calls: readonly ServedCall[]) => McpAnswer,
): McpAnswer {
  const { name } = params;
  const tool = tools.find((one) => one.name === name);
  if (!tool) return { message: fail(ERRORS.params, `There is no tool ${String(name).slice(0, 100)}.`), calls: [] };
  const given = params["arguments"] ?? {};
  const scripted = results.find((one) => fits(one, tool.name, given));
  const text = `agent-ci has no result for this call of ${tool.name}: add one to the scenario.`;
  const result = scripted?.result ?? { content: [{ type: "text", text }], isError: true };
  return done({ content: [], ...result }, [{ tool: tool.name, arguments: given, answered: scripted !== undefined }]);
}

const fits = ({ tool, arguments: wanted = {} }: ScriptedResult, name: string, given: unknown): boolean =>
  tool === name && holds(given, wanted);

/** Whether a value has all that another one has. Lists are compared whole. */
function holds(value: unknown, wanted: unknown): boolean {
  if (isObject(wanted))
    return (
      isObject(value) &&
      Object.entries(wanted).every(([key, one]) => Object.hasOwn(value, key) && holds(value[key], one))
    );
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((one, at) => holds(value[at], one));
  return value === wanted;
}

const failure = (id: unknown, code: number, message: string, data?: Json): Json => ({
  jsonrpc: "2.0",
  id,
  error: { code, message, ...(data && { data }) },
});
