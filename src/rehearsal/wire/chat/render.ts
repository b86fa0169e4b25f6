import type { ScriptedAnswer } from "../../scripted/turn.ts";
import { pieces, usageOf } from "../estimate.ts";
import { type Json, objectOf } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";
import { serverEvent } from "../sse.ts";
import type { Occasion } from "../wire.ts";

/** A scripted answer of `POST /v1/chat/completions`. */
export function renderChat(answer: ScriptedAnswer, request: ModelRequest, occasion: Occasion): readonly string[] {
  const { model, form, parameters } = request;
  const head = { id: `chatcmpl-scripted${occasion.position}`, created: 0, model };
  const calls = callsOf(answer, occasion);
  const finish = finishOf(answer);
  const usage = chatUsageFields(answer, occasion);
  if (form !== "sse") {
    const content = answer.text ?? null;
    const message = { role: "assistant", content, refusal: null, ...(calls.length > 0 && { tool_calls: calls }) };
    const choice = { index: 0, message, logprobs: null, finish_reason: finish };
    return [JSON.stringify({ ...head, object: "chat.completion", choices: [choice], usage })];
  }
  const chunk = (delta: Json, finish_reason: string | null = null): string =>
    serverEvent({ ...head, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] });
  const counted = objectOf(parameters["stream_options"])["include_usage"] === true;
  return [
    chunk({ role: "assistant", content: "" }),
    ...pieces(answer.text ?? "").map((content) => chunk({ content })),
    ...calls.flatMap((call, index) => [
      chunk({ tool_calls: [{ index, ...call, function: { ...call.function, arguments: "" } }] }),
      chunk({ tool_calls: [{ index, function: { arguments: call.function.arguments } }] }),
    ]),
    chunk({}, finish),
    ...(counted ? [serverEvent({ ...head, object: "chat.completion.chunk", choices: [], usage })] : []),
    "data: [DONE]\n\n",
  ];
}

const callsOf = ({ calls = [] }: ScriptedAnswer, { position }: Occasion) =>
  calls.map(({ name, arguments: args }, index) => ({
    id: `call_scripted${position}x${index}`,
    type: "function",
    function: { name, arguments: JSON.stringify(args) },
  }));

function finishOf({ stop, calls = [] }: ScriptedAnswer): string {
  if (stop === "length") return "length";
  if (stop === "refusal") return "content_filter";
  return calls.length > 0 ? "tool_calls" : "stop";
}

function chatUsageFields(answer: ScriptedAnswer, occasion: Occasion): Json {
  const { input, output, cacheRead, cacheWrite, reasoning } = usageOf(answer, occasion);
  const prompt = input + cacheRead + cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    prompt_tokens_details: { cached_tokens: cacheRead },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
