import { type PlayEvent, whole } from "../../rehearsal/play.ts";

export interface KnownAnswers {
  readonly what: "alive" | "models" | "tokens";
  readonly events: readonly PlayEvent[];
}

/** What is asked before and beside the model itself. Undefined for what is not of that kind. */
export function knownAnswer(
  method: string,
  path: string,
  body: Uint8Array,
  models: () => readonly string[],
): KnownAnswers | undefined {
  if (path === "/" && (method === "HEAD" || method === "GET"))
    return { what: "alive", events: whole(200, "text/plain", "") };
  if (method === "POST" && path.endsWith("/messages/count_tokens"))
    return { what: "tokens", events: json({ input_tokens: tokensIn(body) }) };
  if (method === "POST" && path.endsWith(":countTokens"))
    return { what: "tokens", events: json({ totalTokens: tokensIn(body) }) };
  if (method === "GET" && path.endsWith("/models")) return { what: "models", events: json(listed(models(), path)) };
  const [, name] = (method === "GET" && /\/models\/([^/]+)$/.exec(path)) || [];
  return name === undefined ? undefined : { what: "models", events: json(model(name)) };
}

/** An estimate, four bytes a token: the client plans with it, nobody pays by it. */
const tokensIn = (body: Uint8Array): number => Math.max(1, Math.ceil(body.length / 4));

const json = (value: unknown): readonly PlayEvent[] => whole(200, "application/json", JSON.stringify(value));

/** OpenAI's and Anthropic's members side by side: one address serves both. Codex looks for `models`. */
function listed(models: readonly string[], path: string): unknown {
  if (path.includes("/v1beta/")) return { models: models.map(gemini) };
  const [first] = models;
  return {
    object: "list",
    data: models.map(model),
    has_more: false,
    first_id: first ?? null,
    last_id: models.at(-1) ?? null,
    models: [],
  };
}

const model = (id: string): object => ({
  id,
  object: "model",
  type: "model",
  display_name: id,
  created: 0,
  created_at: "1970-01-01T00:00:00Z",
  owned_by: "agent-ci",
});

const gemini = (name: string): object => ({
  name: `models/${name}`,
  displayName: name,
  supportedGenerationMethods: ["generateContent", "streamGenerateContent", "countTokens"],
});
