import type { Reader } from "../context/instruction-files.ts";
import type { Kind } from "../model/artifact.ts";

/** The kinds of files whose text reaches a model. */
export const READ_KINDS = [
  "instructions",
  "scoped-instructions",
  "skill",
  "agent",
  "agent-file",
  "command",
  "command-file",
  "output-style",
] as const satisfies readonly Kind[];
/** The classes that a budget can be set for: those kinds, and the texts beside skills. */
export const TOKEN_CLASSES = [...READ_KINDS, "reference"] as const;
export type TokenClass = (typeof TOKEN_CLASSES)[number];

/** The clients that a budget can be set for: those whose loading is known. */
export const BUDGET_CLIENTS = [
  "claude-code",
  "codex",
  "copilot",
  "cursor",
  "gemini-cli",
] as const satisfies readonly Reader[];

export const SKILL_PARTS = ["metadata", "body", "references"] as const;
export type SkillPart = (typeof SKILL_PARTS)[number];
