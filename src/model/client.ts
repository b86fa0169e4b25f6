/** The agent clients that agent-ci knows, by the name that configuration and diagnostics use. */
export const CLIENTS = [
  "amp",
  "claude-code",
  "claude-desktop",
  "cline",
  "codex",
  "copilot",
  "cursor",
  "gemini-cli",
  "kiro",
  "opencode",
  "roo",
  "skills-ref",
  "windsurf",
  "zed",
] as const;
export type Client = (typeof CLIENTS)[number];
