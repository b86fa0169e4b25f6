import type { SchemaNode } from "../../config/schema-node.ts";

const text = { type: "string", maxLength: 100_000 } as const satisfies SchemaNode;
const path = { type: "string", minLength: 1, maxLength: 1000 } as const satisfies SchemaNode;

/** A case, without its comparators: those are judged by the table of assertions. */
export const caseSchema = {
  type: "object",
  additionalProperties: false,
  anyOf: [{ required: ["scenario"] }, { required: ["command"] }],
  properties: {
    version: {
      type: "integer",
      minimum: 1,
      maximum: 1_000_000,
      description:
        "Raise it where the case asks for something else: its reference has to be recorded anew then. 1 if not given.",
    },
    scenario: { ...path, description: "The scenario whose client runs, relative to this file." },
    command: {
      type: "array",
      items: { type: "string", maxLength: 4000 },
      minItems: 1,
      maxItems: 100,
      description:
        "A program and its arguments; no shell reads them, and it is given no token. Only with --allow-commands.",
    },
    input: {
      ...text,
      minLength: 1,
      description: "What it is told: in the place of the scenario's prompt, or on standard input.",
    },
    seconds: {
      type: "integer",
      minimum: 1,
      maximum: 3600,
      description: "Of a command, for one run; 120 if not given.",
    },
  },
} as const satisfies SchemaNode;

/** A file of `golden/`, without what its cases compare. */
export const goldenSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "cases"],
  properties: {
    kind: {
      type: "string",
      enum: ["golden"],
      description: "What tells this file from others in folders of that name.",
    },
    margin: {
      type: "number",
      minimum: 0.001,
      maximum: 0.5,
      default: 0.05,
      description: "The share of runs that may be lost against the reference: 0.05 are five points.",
    },
    alpha: {
      type: "number",
      minimum: 0.001,
      maximum: 0.2,
      default: 0.05,
      description: "How often a set that loses more may pass all the same.",
    },
    runs: { type: "integer", minimum: 1, maximum: 100, default: 5, description: "How often each case runs." },
    cases: {
      type: "object",
      maxProperties: 200,
      propertyNames: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$", examples: ["two-findings"] },
      description: "Name → input, and what is compared. Its reference is the file `<this file>/<name>.json`.",
      additionalProperties: caseSchema,
    },
  },
} as const satisfies SchemaNode;

/** How many there may be in a case; the published schema says so as well. */
export const MOST_COMPARATORS = 50;
