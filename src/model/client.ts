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

/** VS Code reads skills otherwise than the other programs of Copilot, though nobody names it as a client. */
type Named = Client | "vscode";

const NAMES: Readonly<Record<Named, string>> = {
  amp: "Amp",
  "claude-code": "Claude Code",
  "claude-desktop": "Claude Desktop",
  cline: "Cline",
  codex: "Codex",
  copilot: "Copilot CLI",
  cursor: "Cursor",
  "gemini-cli": "Gemini CLI",
  kiro: "Kiro",
  opencode: "OpenCode",
  roo: "Roo Code",
  "skills-ref": "skills-ref",
  vscode: "VS Code",
  windsurf: "Windsurf",
  zed: "Zed",
};

/** A client as people call it, for sentences; lists and settings have it by the name of the configuration. */
export const clientName = (client: Named): string => NAMES[client];
