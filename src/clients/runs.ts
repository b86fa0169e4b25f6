import type { ClientRun } from "../model/rule.ts";

/**
 * The versions of the clients that all facts marked `ran` were run with, and the day. `npm run oracle -- --update`
 * writes a client's line once every one of its probes agrees.
 */
export const runs = {
  "claude-code": { client: "claude-code", version: "2.1.332", date: "2026-11-30" },
  codex: { client: "codex", version: "0.171.0", date: "2026-11-30" },
  copilot: { client: "copilot", version: "1.0.102", date: "2026-11-30" },
  "gemini-cli": { client: "gemini-cli", version: "0.61.0", date: "2026-11-30" },
  opencode: { client: "opencode", version: "1.18.33", date: "2026-11-30" },
  "skills-ref": { client: "skills-ref", version: "0.1.5", date: "2026-11-30" },
} as const satisfies Readonly<Record<string, ClientRun>>;
