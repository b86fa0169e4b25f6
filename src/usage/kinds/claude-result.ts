import { type Json, isObject, objectOf, stringOf } from "../../model/json.ts";
import type { LogFile, LogKind, LogReading, Told } from "../log-kind.ts";
import { count, nanoDollars, timeOf } from "../numbers.ts";
import type { Tokens, UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { cacheWrites, claudeUsage } from "./claude-usage.ts";

/**
 * What `claude -p` prints as `json` and `stream-json`. `usage` of the result is the agent's own, and `modelUsage` that
 * of all subagents too, counted from when the program began: of several results the last one has it all.
 */
export const claudeResults: LogKind = {
  source: "claude-code-result",
  title: "output of claude -p as json or stream-json",
  summary: true,
  claims: (head) => /"session_id":\s*"/.test(head) && /"type":\s*"(?:system|assistant|user|result)"/.test(head),
  needles: ['"modelUsage"', '"input_tokens"'],
  open: readOutput,
};

/** What of a session was seen so far. */
interface Session {
  /** Answers by their id, of which a stream tells the input, and of the output where it began. */
  readonly answers: Map<string, UsageRecord>;
  result?: Json;
  ts?: number;
}

function readOutput(told: Told, { shared }: LogFile): LogReading {
  const sessions = new Map<string, Session>();

  const answer = (json: Json, session: Session): void => {
    const message = objectOf(json["message"]);
    if (!isObject(message["usage"])) return;
    const { tokens, tier, geo, items } = claudeUsage(message["usage"]);
    const model = safeName(message["model"]) ?? "";
    const by = { agent: safeName(json["subagent_type"]) ?? (json["parent_tool_use_id"] ? "subagent" : "main") };
    // Answers of two agents may have one id where a relay makes them up.
    const id = `${stringOf(message["id"])} ${stringOf(json["parent_tool_use_id"])}`;
    const ts = timeOf(json["timestamp"]);
    if (ts !== undefined) session.ts = ts;
    session.answers.set(id, {
      ...described(model, tier, session.ts),
      sourceId: `${stringOf(json["session_id"])} ${id}`,
      ...(geo !== undefined && { geo }),
      ...(items && { items }),
      tokens,
      calls: 1,
      partial: true,
      by,
    });
  };

  const conclude = (id: string, { answers, result, ts }: Session): void => {
    const models = objectOf(result?.["modelUsage"]);
    // Cut off before its end: what was asked is known, and that the answers took at least this.
    if (!result || Object.keys(models).length === 0) for (const one of answers.values()) told.record(one);
    const { tier } = claudeUsage(objectOf(result?.["usage"]));
    for (const [name, used] of Object.entries(models)) {
      if (!isObject(used)) continue;
      const model = safeName(name) ?? "";
      const calls = [...answers.values()].filter((one) => one.model === model).length;
      const claimed = nanoDollars(used["costUSD"]);
      const searches = count(used["webSearchRequests"]);
      told.record({
        ...described(model, tier, ts),
        sourceId: `${id} ${stringOf(result?.["uuid"])} ${name}`,
        tokens: modelTokens(used),
        ...(searches > 0 && { items: { "web-search": searches } }),
        ...(calls > 0 && { calls }),
        ...(claimed !== undefined && { claimed }),
        by: {},
      });
    }
  };

  return {
    line: (json) => {
      const id = stringOf(json["session_id"]);
      if (shared.has(`session ${id}`)) return;
      const session: Session = sessions.get(id) ?? { answers: new Map() };
      sessions.set(id, session);
      if (json["type"] === "assistant") answer(json, session);
      else if (json["type"] === "result") session.result = json;
    },
    end: () => {
      for (const [id, session] of sessions) conclude(id, session);
    },
  };
}

const described = (model: string, tier: string, ts: number | undefined) => ({
  v: 1 as const,
  source: "claude-code-result" as const,
  ...(ts !== undefined && { ts }),
  ...(model.startsWith("claude-") && { provider: "anthropic" }),
  model,
  tier,
});

/** Only newer versions split what was written to caches. */
function modelTokens(used: Json): Tokens {
  return {
    uncached: count(used["inputTokens"]),
    cacheRead: count(used["cacheReadInputTokens"]),
    ...cacheWrites(
      count(used["cacheCreationInputTokens"]),
      count(used["cacheCreationEphemeral5mInputTokens"]),
      count(used["cacheCreationEphemeral1hInputTokens"]),
    ),
    output: count(used["outputTokens"]),
    reasoning: count(used["thinkingTokens"]),
  };
}
