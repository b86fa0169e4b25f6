import type { ScriptedAnswer } from "../../scripted/turn.ts";
import { pieces, usageOf } from "../estimate.ts";
import type { Json } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";
import { serverEvent } from "../sse.ts";
import type { Occasion } from "../wire.ts";

/** A scripted answer of `POST /v1/messages`. */
export function renderAnthropic(
  answer: ScriptedAnswer,
  { model, form }: ModelRequest,
  occasion: Occasion,
): readonly string[] {
  const blocks = blocksOf(answer, occasion);
  const usage = usageFields(answer, occasion);
  const stop = { stop_reason: stopOf(answer), stop_sequence: null };
  const message = { id: `msg_scripted${occasion.position}`, type: "message", role: "assistant", model };
  if (form !== "sse") return [JSON.stringify({ ...message, content: blocks, ...stop, usage })];
  const start = {
    ...message,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage, output_tokens: 1 },
  };
  const events: Json[] = [
    { type: "message_start", message: start },
    ...blocks.flatMap(blockEvents),
    { type: "message_delta", delta: stop, usage: { output_tokens: usage.output_tokens } },
    { type: "message_stop" },
  ];
  return events.map((event) => serverEvent(event, String(event["type"])));
}

type Block =
  | { readonly type: "thinking"; readonly thinking: string; readonly signature: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "tool_use"; readonly id: string; readonly name: string; readonly input: Json };

function blocksOf({ thinking, text, calls = [] }: ScriptedAnswer, { position }: Occasion): readonly Block[] {
  return [
    ...(thinking === undefined ? [] : [{ type: "thinking" as const, thinking, signature: "scripted" }]),
    ...(text === undefined ? [] : [{ type: "text" as const, text }]),
    ...calls.map(({ name, arguments: input }, index) => ({
      type: "tool_use" as const,
      id: `toolu_scripted${position}x${index}`,
      name,
      input,
    })),
  ];
}

function blockEvents(block: Block, index: number): readonly Json[] {
  const delta = (value: Json): Json => ({ type: "content_block_delta", index, delta: value });
  const between = (empty: Json, deltas: readonly Json[]): readonly Json[] => [
    { type: "content_block_start", index, content_block: empty },
    ...deltas,
    { type: "content_block_stop", index },
  ];
  if (block.type === "tool_use")
    return between({ ...block, input: {} }, [
      delta({ type: "input_json_delta", partial_json: JSON.stringify(block.input) }),
    ]);
  if (block.type === "text")
    return between(
      { type: "text", text: "" },
      pieces(block.text).map((text) => delta({ type: "text_delta", text })),
    );
  return between({ type: "thinking", thinking: "", signature: "" }, [
    ...pieces(block.thinking).map((thinking) => delta({ type: "thinking_delta", thinking })),
    delta({ type: "signature_delta", signature: block.signature }),
  ]);
}

function stopOf({ stop, calls = [] }: ScriptedAnswer): string {
  if (stop === "length") return "max_tokens";
  if (stop === "refusal") return "refusal";
  return calls.length > 0 ? "tool_use" : "end_turn";
}

function usageFields(answer: ScriptedAnswer, occasion: Occasion) {
  const { input, output, cacheRead, cacheWrite } = usageOf(answer, occasion);
  return {
    input_tokens: input,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cacheRead,
    output_tokens: output,
  };
}
