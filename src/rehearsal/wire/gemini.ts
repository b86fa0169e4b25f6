import { askGemini, GEMINI_PATH } from "./gemini/ask.ts";
import { readGemini } from "./gemini/read.ts";
import { renderGemini } from "./gemini/render.ts";
import type { Wire } from "./wire.ts";

export const gemini: Wire = {
  name: "gemini",
  claims: (path) => GEMINI_PATH.test(path),
  ask: askGemini,
  read: readGemini,
  render: renderGemini,
  error: (code, status, message) => ({ error: { code, message, status } }),
};
