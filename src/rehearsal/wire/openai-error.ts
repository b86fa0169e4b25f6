import type { Json } from "../../model/json.ts";

/** How OpenAI's wires word an error. */
export const openaiError = (_status: number, kind: string, message: string): Json => ({
  error: { message, type: kind, param: null, code: kind },
});
