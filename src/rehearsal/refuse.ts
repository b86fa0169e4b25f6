import { type PlayEvent, whole } from "./play.ts";
import type { ModelRequest } from "./wire/request.ts";
import { wires } from "./wire/wires.ts";

/**
 * Clients that ask again after any 5xx, whatever the header says, by how they call themselves. Run on 2026-11-30
 * against a server that refuses everything, requests after 503 and after 400: Codex 0.171.0 30 and 1, Gemini CLI 0.61.0
 * 3 in 30 s and 1, OpenCode 1.18.33 6 in 30 s and 1. Not among them are Claude Code 2.1.332, 1 and 6, and, 1 and 1, the
 * Copilot CLI 1.0.102 and the official clients of Anthropic and OpenAI.
 */
const ASKS_AGAIN = /^(?:codex|GeminiCLI|opencode)|\bai-sdk\//;

/** An error after which the client does not ask again. `agent` is how it calls itself. */
export function refuse({ wire }: ModelRequest, agent: string, message: string): readonly PlayEvent[] {
  const status = ASKS_AGAIN.test(agent) ? 400 : 503;
  const kind = wire !== "gemini" ? "api_error" : status === 400 ? "FAILED_PRECONDITION" : "UNAVAILABLE";
  const body = wires[wire].error(status, kind, `agent-ci: ${message}`);
  return whole(status, "application/json", JSON.stringify(body), { "x-should-retry": "false" });
}
