import type { Exchange } from "../exchange.ts";
import { isObject, parsed } from "../../model/json.ts";
import type { ModelRequest, RequestItem } from "../wire/request.ts";
import { describeOutcome } from "./describe-outcome.ts";
import { abridge } from "./abridge.ts";
import type { Utterance, TranscribedRequest } from "./transcript.ts";

const MOST_ITEMS = 60;
const MOST_TOOLS = 200;

/** A request and its answer; `before` are those of its run that came earlier, the latest last. */
export function transcribeRequest(
  exchange: Exchange,
  before: readonly Exchange[],
  keepTexts: boolean,
): TranscribedRequest {
  const { number, agent, method, path, began, ended, request, reading, outcome } = exchange;
  const items = request?.items ?? [];
  const earlier = request ? toldBefore(request, before) : 0;
  const usage = reading?.usage;
  return {
    number: number + 1,
    what: abridge(`${agent === undefined ? "" : `${agent}: `}${method} ${path}`).slice(0, 300),
    milliseconds: Math.max(0, Math.round(ended - began)),
    ...describeOutcome(outcome, reading),
    model: (request?.model ?? "").slice(0, 100),
    tools: (request?.tools ?? []).slice(0, MOST_TOOLS).map(({ name }) => name.slice(0, 100)),
    system: lengthOf(request?.system),
    skills: lengthOf(request?.skills),
    texts: keepTexts && request ? [...request.system, ...request.skills].map(abridge) : [],
    earlier: Math.max(earlier, items.length - MOST_ITEMS),
    said: items.slice(Math.max(earlier, items.length - MOST_ITEMS)).map(saidIn),
    differs: outcome.kind === "miss" ? outcome.differs : [],
    answer: exchange.kept
      ? answerOf(exchange)
      : [{ by: "error", text: "So much was asked before that it was not kept." }],
    ...(usage && {
      usage: {
        input: usage.input,
        output: usage.output,
        cached: (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0),
      },
    }),
  };
}

const lengthOf = (texts: readonly string[] = []): number => texts.reduce((sum, { length }) => sum + length, 0);

/**
 * How many parts of a conversation stand in a request before it. What the model answered to that one follows them, and
 * was told there.
 */
function toldBefore({ items }: ModelRequest, before: readonly Exchange[]): number {
  let most = 0;
  for (const { request } of before) {
    const known = request?.items ?? [];
    if (known.length <= most || known.some((one, at) => !isSame(one, items[at]))) continue;
    most = known.length;
    while (items[most]?.role === "assistant") most += 1;
  }
  return Math.min(most, items.length);
}

const isSame = (one: RequestItem, other: RequestItem | undefined): boolean =>
  one.role === other?.role && one.is === other.is && one.name === other.name && one.text === other.text;

function saidIn({ role, is, name, text }: RequestItem): Utterance {
  if (is === "call") return callOf(name ?? "", text);
  if (is === "result" || is === "media") return { by: is, text: abridge(text) };
  return { by: role === "user" ? "user" : "model", text: abridge(text) };
}

function answerOf({ reading, outcome }: Exchange): readonly Utterance[] {
  // What this project says on a miss is told by its outcome.
  if (!reading || outcome.kind === "miss") return [];
  const { text, calls, error, state } = reading;
  return [
    ...(text === "" ? [] : [{ by: "model" as const, text: abridge(text) }]),
    ...calls.map((one) => callOf(one.name, one.arguments)),
    ...(error ? [{ by: "error" as const, text: abridge(`${error.kind}: ${error.message}`) }] : []),
    ...(state === "truncated" ? [{ by: "error" as const, text: "The answer breaks off here." }] : []),
  ];
}

function callOf(name: string, args: string): Utterance {
  const json = parsed(args);
  return {
    by: "call",
    name: name.slice(0, 200),
    text: abridge(isObject(json) ? JSON.stringify(json, undefined, 2) : args),
  };
}
