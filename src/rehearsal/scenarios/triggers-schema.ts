import type { SchemaNode } from "../../config/schema-node.ts";

const name = { type: "string", minLength: 1, maxLength: 200 } as const satisfies SchemaNode;

/** What a scenario of triggers has beside what all have, and beside how a client is started. */
export const triggersProperties = {
  skills: {
    type: "array",
    items: name,
    maxItems: 500,
    default: [],
    description: "Names of skills; all that have prompts of their own and are listed by the client, if not given.",
  },
  prompts: {
    type: "integer",
    minimum: 1,
    maximum: 50,
    default: 1,
    description: "How many prompts of each skill are asked, each in a case of its own.",
  },
} as const satisfies Readonly<Record<string, SchemaNode>>;
