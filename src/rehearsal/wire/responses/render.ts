import type { ScriptedAnswer } from "../../scripted/turn.ts";
import { pieces, usageOf } from "../estimate.ts";
import type { Json } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";
import { serverEvent } from "../sse.ts";
import type { Occasion } from "../wire.ts";

/** A scripted answer of `POST /v1/responses`. */
export function renderResponses(answer: ScriptedAnswer, request: ModelRequest, occasion: Occasion): readonly string[] {
  const items = itemsOf(answer, occasion);
  const response = responseOf(answer, request, occasion);
  const whole = {
    ...response,
    status: answer.stop ? "incomplete" : "completed",
    output: items.map(({ item }) => item),
  };
  if (request.form !== "sse") return [JSON.stringify(whole)];
  const begun = { ...response, status: "in_progress", incomplete_details: null, output: [], usage: null };
  const events: Json[] = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    ...items.flatMap(({ events: of }, output_index) => of.map((event): Json => ({ ...event, output_index }))),
    { type: answer.stop ? "response.incomplete" : "response.completed", response: whole },
  ];
  return events.map((event, sequence_number) => serverEvent({ ...event, sequence_number }, String(event["type"])));
}

interface OutputItem {
  readonly item: Json;
  readonly events: readonly Json[];
}

function itemsOf({ thinking, text, calls = [] }: ScriptedAnswer, occasion: Occasion): readonly OutputItem[] {
  return [
    ...(thinking === undefined ? [] : [reasoningItem(thinking, occasion)]),
    ...(text === undefined ? [] : [messageItem(text, occasion)]),
    ...calls.map(({ name, arguments: args }, index) =>
      callItem(name, JSON.stringify(args), `${occasion.position}x${index}`),
    ),
  ];
}

const around = (empty: Json, item: Json, events: readonly Json[]): OutputItem => ({
  item,
  events: [
    { type: "response.output_item.added", item: { ...empty, status: "in_progress" } },
    ...events,
    { type: "response.output_item.done", item },
  ],
});

function messageItem(text: string, { position }: Occasion): OutputItem {
  const at = { item_id: `msg_scripted${position}`, content_index: 0 };
  const empty = { id: at.item_id, type: "message", role: "assistant", content: [] };
  const part = { type: "output_text", text, annotations: [], logprobs: [] };
  return around(empty, { ...empty, status: "completed", content: [part] }, [
    { type: "response.content_part.added", ...at, part: { ...part, text: "" } },
    ...pieces(text).map((delta) => ({ type: "response.output_text.delta", ...at, delta, logprobs: [] })),
    { type: "response.output_text.done", ...at, text, logprobs: [] },
    { type: "response.content_part.done", ...at, part },
  ]);
}

function callItem(name: string, args: string, id: string): OutputItem {
  const item_id = `fc_scripted${id}`;
  const empty = { id: item_id, type: "function_call", call_id: `call_scripted${id}`, name, arguments: "" };
  return around(empty, { ...empty, status: "completed", arguments: args }, [
    { type: "response.function_call_arguments.delta", item_id, delta: args },
    { type: "response.function_call_arguments.done", item_id, name, arguments: args },
  ]);
}

function reasoningItem(text: string, { position }: Occasion): OutputItem {
  const at = { item_id: `rs_scripted${position}`, summary_index: 0 };
  const empty = { id: at.item_id, type: "reasoning", summary: [] };
  const part = { type: "summary_text", text };
  return around(empty, { ...empty, summary: [part] }, [
    { type: "response.reasoning_summary_part.added", ...at, part: { ...part, text: "" } },
    ...pieces(text).map((delta) => ({ type: "response.reasoning_summary_text.delta", ...at, delta })),
    { type: "response.reasoning_summary_text.done", ...at, text },
    { type: "response.reasoning_summary_part.done", ...at, part },
  ]);
}

function responseOf(answer: ScriptedAnswer, { model, tools, parameters }: ModelRequest, occasion: Occasion): Json {
  const { input, output, cacheRead, cacheWrite, reasoning } = usageOf(answer, occasion);
  const all = input + cacheRead + cacheWrite;
  const reason = answer.stop === "length" ? "max_output_tokens" : "content_filter";
  return {
    id: `resp_scripted${occasion.position}`,
    object: "response",
    created_at: 0,
    error: null,
    incomplete_details: answer.stop ? { reason } : null,
    instructions: null,
    model,
    parallel_tool_calls: true,
    tool_choice: parameters["tool_choice"] ?? "auto",
    tools: tools.map(({ text }): unknown => JSON.parse(text)),
    usage: {
      input_tokens: all,
      input_tokens_details: { cached_tokens: cacheRead },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: all + output,
    },
  };
}
