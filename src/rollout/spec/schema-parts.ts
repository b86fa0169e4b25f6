import type { SchemaNode } from "../../config/schema-node.ts";

/** Parts of a specification that stand in several places of it. */
export const nameSchema = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
  examples: ["cli-coordination-v2"],
} as const satisfies SchemaNode;

/** A whole number and its unit. */
export const DURATION = /^[1-9][0-9]{0,5}[smhdw]$/;

export const durationSchema = {
  type: "string",
  pattern: DURATION.source,
  examples: ["30s", "15m", "24h", "7d"],
} as const satisfies SchemaNode;

export const commandSchema = {
  type: "array",
  items: { type: "string", maxLength: 4000 },
  minItems: 1,
  maxItems: 100,
  description: "A program and its arguments; no shell reads them.",
} as const satisfies SchemaNode;

export const duration = (description: string): SchemaNode => ({ ...durationSchema, description });
export const onTimeout = (words: readonly string[], normal: string): SchemaNode => ({
  type: "string",
  enum: words,
  default: normal,
  description: "What is done where nobody answered in time.",
});
