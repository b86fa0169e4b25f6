import { isObject, type Json, objectOf, stringOf } from "../../model/json.ts";
import type { LogFile, LogKind, Told } from "../log-kind.ts";
import { nanoDollars, timeOf } from "../numbers.ts";
import type { Tokens, UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { nameNumber } from "../seen.ts";
import { openRepeats } from "./claude-repeats.ts";
import { type ClaudeUsage, claudeUsage } from "./claude-usage.ts";

/** What the user wrote and what tools gave back: an answer does not go on behind it. */
const USER = '"type":"user"';

/** Answers whose lines may still go on. They follow each other closely, but for those of subagents in between. */
const MOST_OPEN = 32;

/** The sessions that Claude Code keeps as `projects/<folder>/<session>.jsonl`, those of subagents in folders below. */
export const claudeCodeLogs: LogKind = {
  source: "claude-code",
  title: "sessions of Claude Code",
  // The first line may be longer than the head: the name of any of its members is enough.
  claims: (head) =>
    /"(?:parentUuid|leafUuid|sessionId)":/.test(head) ||
    (/"type":\s*"assistant"/.test(head) && !/"session_id":/.test(head)),
  apart: true,
  needles: ['"input_tokens"'],
  without: { from: '"content":[', to: '],"stop_reason":' },
  open: readSession,
};

/** An answer, of which each block of content has a line of its own. */
interface Answer {
  /** As its first line has it. */
  readonly record: UsageRecord;
  /** What its last line says, but for the tokens. */
  usage: ClaudeUsage;
  /** The largest numbers of its lines: of those that say why the model stopped, once there is one. */
  tokens: Tokens;
  stopped: boolean;
  /** The line that the next one may go on from. */
  uuid: unknown;
  /** What of its usage does not grow from line to line. */
  readonly input: string;
}

function readSession(told: Told, file: LogFile) {
  const open = new Map<string, Answer>();
  /** The answer of the line before, where its log has no ids of requests. */
  let last: Answer | undefined;
  let lastId: unknown;
  let session = "";
  let run: number | undefined;
  /** The conversation of the line before, by its name. */
  let thread = { name: "", number: 0 };

  const { repeats, answers } = openRepeats();
  const close = ({ record, usage, tokens }: Answer): void => {
    const { claimed, ...shared } = record;
    const { tier, geo, items, more } = usage;
    const served = { ...shared, tier, ...(geo !== undefined && { geo }) };
    told.record({ ...served, tokens, ...(items && { items }), ...(claimed !== undefined && { claimed }) });
    for (const [index, one] of more.entries())
      told.record({
        ...served,
        sourceId: `${record.sourceId} +${index + 1}`,
        model: one.model ?? record.model,
        tokens: one.tokens,
      });
  };

  const line = (json: Json, since: (mark: string) => boolean): void => {
    if (typeof json["sessionId"] === "string" && json["sessionId"] !== session) {
      session = json["sessionId"];
      file.shared.set(`session ${session}`, "");
      run = nameNumber(`claude-code ${session}`);
    }
    const message = objectOf(json["message"]);
    if (json["type"] !== "assistant" || !isObject(message["usage"])) return;
    const usage = claudeUsage(message["usage"]);
    const model = safeName(message["model"]) ?? "";
    // What the client itself says in the place of an answer, such as that there was none.
    if (model === "<synthetic>" && isNothing(usage)) return;

    const input = keyOf(usage.tokens);
    const request = json["requestId"] ?? json["requestRef"];
    if (typeof request === "string") answers(request);
    const key = typeof request === "string" ? `${stringOf(message["id"])} ${request}` : undefined;
    const goesOn = (): boolean => {
      if (!last || lastId !== message["id"] || last.input !== input) return false;
      if (typeof json["parentUuid"] === "string" && typeof last.uuid === "string")
        return json["parentUuid"] === last.uuid;
      return !since(USER);
    };
    const before = key === undefined ? (goesOn() ? last : undefined) : open.get(key);
    const answer = before ?? begin(json, model, usage, key ?? ownKey(json, message["id"], input));
    const stops = typeof message["stop_reason"] === "string";
    if (stops || !answer.stopped) {
      answer.tokens = stops && !answer.stopped ? usage.tokens : largest(answer.tokens, usage.tokens);
      answer.usage = usage;
      answer.stopped = stops;
    }
    answer.uuid = json["uuid"];
    last = key === undefined ? answer : undefined;
    lastId = message["id"];
  };

  const begin = (json: Json, model: string, usage: ClaudeUsage, key: string): Answer => {
    const claimed = nanoDollars(json["costUSD"]);
    const ts = timeOf(json["timestamp"]);
    const conversation = `${session} ${stringOf(json["agentId"])}${json["isSidechain"] === true ? file.name : ""}`;
    if (conversation !== thread.name) thread = { name: conversation, number: nameNumber(conversation) };
    const answer: Answer = {
      record: {
        v: 1,
        source: "claude-code",
        sourceId: key,
        ...(ts !== undefined && { ts }),
        ...(model.startsWith("claude-") && { provider: "anthropic" }),
        model,
        tier: usage.tier,
        tokens: usage.tokens,
        calls: 1,
        ...(claimed !== undefined && { claimed }),
        ...(run !== undefined && { run, thread: thread.number }),
        by: attribution(json, file),
      },
      usage,
      tokens: usage.tokens,
      stopped: false,
      uuid: undefined,
      input: keyOf(usage.tokens),
    };
    open.set(key, answer);
    if (open.size > MOST_OPEN) {
      const [[oldest, one] = []] = open;
      if (oldest !== undefined && one) {
        open.delete(oldest);
        close(one);
      }
    }
    return answer;
  };

  return {
    repeats,
    line,
    end: () => {
      for (const answer of open.values()) close(answer);
      open.clear();
    },
    marks: () => (last ? [USER] : NO_MARKS),
  };
}

const NO_MARKS: readonly string[] = [];

/** Relays give every answer the same id; with its time and its input, it is told from the others of its session. */
const ownKey = (json: Json, id: unknown, input: string): string =>
  `${stringOf(id)} ${stringOf(json["timestamp"]) || stringOf(json["uuid"])} ${input}`;

const keyOf = ({ uncached, cacheRead, cacheWrite5m, cacheWrite1h }: Tokens): string =>
  `${uncached}/${cacheRead}/${cacheWrite5m}/${cacheWrite1h}`;

const isNothing = ({ tokens, items }: ClaudeUsage): boolean =>
  !items && Object.values(tokens).every((one) => one === 0);

const largest = (one: Tokens, other: Tokens): Tokens => ({
  uncached: Math.max(one.uncached, other.uncached),
  cacheRead: Math.max(one.cacheRead, other.cacheRead),
  cacheWrite5m: Math.max(one.cacheWrite5m, other.cacheWrite5m),
  cacheWrite1h: Math.max(one.cacheWrite1h, other.cacheWrite1h),
  // What one line says of how long they last, the other need not say again.
  assumed5m: Math.min(one.assumed5m, other.assumed5m),
  output: Math.max(one.output, other.output),
  reasoning: Math.max(one.reasoning, other.reasoning),
});

function attribution(json: Json, { name }: LogFile): UsageRecord["by"] {
  const skill = safeName(json["attributionSkill"]);
  const mcp = safeName(json["attributionMcpServer"]);
  return {
    agent: agentOf(json, name),
    ...(skill !== undefined && { skill }),
    ...(mcp !== undefined && { mcp }),
  };
}

/** Newer versions name the subagent; before, it has the number in the name of its file. */
function agentOf(json: Json, file: string): string {
  const named = safeName(json["attributionAgent"]);
  if (named !== undefined) return named;
  if (json["isSidechain"] !== true) return "main";
  const number = safeName(json["agentId"]);
  if (number !== undefined) return `agent-${number}`;
  const ownFile = /^(agent-[\w-]{1,60})\.jsonl$/.exec(file)?.[1];
  return ownFile ?? "subagent";
}
