import type { ScriptedAnswer } from "../../scripted/turn.ts";
import { pieces, usageOf } from "../estimate.ts";
import type { Json } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";
import { serverEvent } from "../sse.ts";
import type { Occasion } from "../wire.ts";

/** A scripted answer of `generateContent`, or of `streamGenerateContent` in either form. */
export function renderGemini(
  answer: ScriptedAnswer,
  { model, form }: ModelRequest,
  occasion: Occasion,
): readonly string[] {
  const foot = {
    usageMetadata: usageFields(answer, occasion),
    modelVersion: model,
    responseId: `scripted${occasion.position}`,
  };
  const last = (parts: readonly Json[]): Json => ({ candidates: [candidate(parts, finishOf(answer))], ...foot });
  if (form === "json") return [JSON.stringify(last(partsOf(answer, (text) => [text])))];
  const parts = partsOf(answer, pieces);
  const chunks = parts.map((part, index) =>
    index === parts.length - 1 ? last([part]) : { candidates: [candidate([part])], modelVersion: model },
  );
  const all = chunks.length > 0 ? chunks : [last([])];
  if (form === "sse") return all.map((chunk) => serverEvent(chunk));
  return all.map(
    (chunk, index) => `${index === 0 ? "[" : ",\n"}${JSON.stringify(chunk)}${index === all.length - 1 ? "]" : ""}`,
  );
}

const candidate = (parts: readonly Json[], finishReason?: string): Json => ({
  content: { role: "model", parts },
  ...(finishReason !== undefined && { finishReason }),
  index: 0,
});

function partsOf(
  { thinking = "", text = "", calls = [] }: ScriptedAnswer,
  cut: (text: string) => readonly string[],
): readonly Json[] {
  return [
    ...(thinking === "" ? [] : cut(thinking).map((piece) => ({ text: piece, thought: true }))),
    ...(text === "" ? [] : cut(text).map((piece) => ({ text: piece }))),
    ...calls.map(({ name, arguments: args }) => ({ functionCall: { name, args } })),
  ];
}

function finishOf({ stop }: ScriptedAnswer): string {
  if (stop === "length") return "MAX_TOKENS";
  return stop === "refusal" ? "SAFETY" : "STOP";
}

function usageFields(answer: ScriptedAnswer, occasion: Occasion): Json {
  const { input, output, cacheRead, cacheWrite, reasoning } = usageOf(answer, occasion);
  const prompt = input + cacheRead + cacheWrite;
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: output - reasoning,
    totalTokenCount: prompt + output,
    ...(cacheRead > 0 && { cachedContentTokenCount: cacheRead }),
    ...(reasoning > 0 && { thoughtsTokenCount: reasoning }),
  };
}
