import { type Json, isObject, objectOf, stringOf } from "../../model/json.ts";
import type { LogFile, LogKind, LogReading, Told } from "../log-kind.ts";
import { timeOf } from "../numbers.ts";
import type { UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { nameNumber } from "../seen.ts";
import { asTokens, type CodexTokens, codexTokens, gained, isNone, keyOfTokens } from "./openai-usage.ts";

/**
 * Rollouts that Codex keeps as `sessions/<year>/<month>/<day>/rollout-*.jsonl`. Newer ones have a `token_usage_record`
 * for each answer; in all of them `token_count` tells a counter of the whole thread, again and again.
 */
export const codexRollouts: LogKind = {
  source: "codex",
  title: "rollouts of Codex",
  claims: (head) => /"type":\s*"session_meta"/.test(head),
  needles: ['"token_count"', '"token_usage_record"', '"turn_context"', '"session_meta"'],
  open: readRollout,
};

function readRollout(told: Told, { shared }: LogFile): LogReading {
  let thread = "";
  /** The oldest thread that this one is a copy of, as far as it is known. */
  let family = "";
  let provider: string | undefined;
  let model = "";
  let agent = "main";
  let inRun: Pick<UsageRecord, "run" | "thread"> = {};
  /** The counter as it was told last. */
  let total: CodexTokens | undefined;

  const tell = (used: CodexTokens, json: Json, sourceId: string, calls: number | undefined): void => {
    const ts = timeOf(json["timestamp"]);
    const record: UsageRecord = {
      v: 1,
      source: "codex",
      sourceId,
      ...(ts !== undefined && { ts }),
      ...(provider !== undefined && { provider }),
      model,
      tier: "standard",
      tokens: asTokens(used),
      ...(calls !== undefined && { calls }),
      ...inRun,
      by: { agent },
    };
    told.record(record);
  };

  const begin = (payload: Json): void => {
    // A fork may hold the lines of what it was forked from, with that one's beginning: the first one is its own.
    if (thread !== "") return;
    thread = stringOf(payload["id"]);
    const parent = stringOf(payload["forked_from_id"]);
    family = parent === "" ? thread : (shared.get(`codex ${parent}`) ?? parent);
    shared.set(`codex ${thread}`, family);
    shared.set(`session ${thread}`, "");
    // Users name providers of their own, behind which are the same models.
    if (payload["model_provider"] === "openai") provider = "openai";
    agent = agentOf(payload["source"]);
    const spawner = stringOf(spawnOf(payload["source"])["parent_thread_id"]);
    inRun = { run: nameNumber(`codex ${spawner || thread}`), thread: nameNumber(`codex ${thread}`) };
  };

  const count = (info: Json, json: Json): void => {
    const now = codexTokens(objectOf(info["total_token_usage"]));
    const last = isObject(info["last_token_usage"]) ? codexTokens(info["last_token_usage"]) : undefined;
    const before = total;
    total = now;
    if (before && keyOfTokens(before) === keyOfTokens(now)) return;
    const more = before && gained(now, before);
    // What the counter had before this file began was counted where it was used.
    const used = more ?? last ?? now;
    if (isNone(used)) return;
    const single = last !== undefined && keyOfTokens(used) === keyOfTokens(last);
    tell(used, json, `${family} ${keyOfTokens(now)} ${keyOfTokens(used)}`, single ? 1 : undefined);
  };

  return {
    line: (json) => {
      const payload = objectOf(json["payload"]);
      if (json["type"] === "session_meta") begin(payload);
      else if (json["type"] === "turn_context") model = safeName(payload["model"]) ?? "";
      else if (json["type"] === "token_usage_record" && isObject(payload["usage"])) {
        const used = codexTokens(payload["usage"]);
        total = codexTokens(objectOf(payload["thread_token_usage"]));
        const id = [payload["thread_id"], payload["turn_id"], payload["response_id"]].map(stringOf).join(" ");
        tell(used, json, `${id} ${keyOfTokens(total)}`, 1);
      } else if (json["type"] === "event_msg" && payload["type"] === "token_count" && isObject(payload["info"]))
        count(payload["info"], json);
    },
    end: () => {},
  };
}

/** A user's own thread, or one that an agent began: that has a role, or a name that it was given. */
function agentOf(source: unknown): string {
  if (!isObject(source)) return "main";
  const spawned = spawnOf(source);
  return safeName(spawned["agent_role"]) ?? safeName(spawned["agent_nickname"]) ?? "subagent";
}

const spawnOf = (source: unknown): Json => objectOf(objectOf(objectOf(source)["subagent"])["thread_spawn"]);
