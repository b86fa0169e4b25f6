/**
 * The programs whose way with skills and subagents is known well enough to say what becomes of a file. `copilot` is
 * Copilot CLI; VS Code reads the same files in a way of its own.
 */
export const LOADERS = [
  "claude-code",
  "codex",
  "gemini-cli",
  "copilot",
  "vscode",
  "cursor",
  "opencode",
  "skills-ref",
] as const;
export type Loader = (typeof LOADERS)[number];
