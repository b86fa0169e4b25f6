import type { Adapter } from "./adapter.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { command } from "./command.ts";
import { copilot } from "./copilot.ts";
import { geminiAdapter } from "./gemini.ts";
import { opencode } from "./opencode.ts";

/** Every client that a dry run can start, by the name that a scenario gives it. */
export const adapters = {
  "claude-code": claudeCode,
  codex,
  copilot,
  gemini: geminiAdapter,
  opencode,
  command,
} as const satisfies Record<string, Adapter>;
export type AdapterName = keyof typeof adapters;
