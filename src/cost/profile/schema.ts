import type { SchemaNode } from "../../config/schema-node.ts";
import { READERS } from "../../context/instruction-files.ts";

const name = { type: "string", minLength: 1, maxLength: 200 } as const satisfies SchemaNode;

function amount(description: string, most: number): SchemaNode {
  const number: SchemaNode = { type: "number", minimum: 0, maximum: most };
  return {
    description: `${description} A number, or \`low\`, \`expected\` and \`high\`.`,
    anyOf: [
      number,
      {
        type: "object",
        properties: { low: number, expected: number, high: number },
        required: ["low", "expected", "high"],
        additionalProperties: false,
      },
    ],
  };
}

/** What is asked of an agent in one run. */
const work: Readonly<Record<string, SchemaNode>> = {
  model: { ...name, description: "The model, as the book of prices names it; that of the agent's file if not said." },
  turns: amount("Requests that the agent makes in a run.", 1000),
  "prompt-tokens": amount("Tokens that a run begins with beside the configuration: its task.", 10_000_000),
  "turn-tokens": amount("Tokens that come in with each further request: results of tools.", 10_000_000),
  "output-tokens": amount("Tokens that the model answers with in each request.", 1_000_000),
  "cache-hit-percent": amount("How much of what was sent before is read from the cache, in percent.", 100),
  "cache-lifetime": {
    type: "string",
    enum: ["5m", "1h"],
    description: "How long the client keeps what it writes to the cache.",
  },
  "batch-percent": amount("How much of it is sent as batches, in percent.", 100),
  "web-searches": amount("Web searches in a run.", 10_000),
  "tool-choice": {
    type: "string",
    enum: ["auto", "any", "no-tools"],
    description:
      "Whether requests have tools, and whether the model has to call one: some vendors add a prompt for that. `auto` if not said.",
  },
  "own-tokens": {
    type: "number",
    minimum: 0,
    maximum: 10_000_000,
    description: "Tokens of the client's own prompt and tools. What was seen of the client if not said.",
  },
};

const often = { "runs-per-month": amount("Runs in a month.", 100_000_000) };
const times = { times: amount("How often a run of the workflow starts it.", 10_000) };

const measuredDay = {
  type: "string",
  pattern: "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$",
  examples: ["2026-11-30"],
  description: "The first day of those runs, and the last.",
} as const satisfies SchemaNode;

/** What logs say; `howOften` is how often it runs. */
const measured = (howOften: Readonly<Record<string, SchemaNode>>): SchemaNode => ({
  type: "object",
  description:
    "What logs say, written by `agent-ci cost sync`. What stands beside it wins, and it wins over the defaults.",
  properties: {
    runs: { type: "integer", minimum: 1, maximum: 1_000_000_000, description: "Runs that it was taken from." },
    from: measuredDay,
    until: measuredDay,
    ...howOften,
    ...work,
    "estimate-percent-of-actual": amount(
      "What the estimate by these numbers came to, in percent of what those runs cost.",
      1_000_000,
    ),
  },
  required: ["runs"],
  additionalProperties: false,
});

/** `agent-usage.yaml`, as it is judged and as editors read it. */
export const profileSchema = {
  type: "object",
  properties: {
    version: { type: "integer", minimum: 1, maximum: 1, description: "1." },
    defaults: {
      type: "object",
      properties: work,
      additionalProperties: false,
      default: {},
      description: "What holds for every workflow that does not say it itself.",
    },
    workflows: {
      type: "object",
      maxProperties: 200,
      propertyNames: name,
      description: "Name → how it is used. The name stands in reports and budgets.",
      additionalProperties: {
        type: "object",
        properties: {
          client: { type: "string", enum: READERS, description: "The client that runs it." },
          folder: {
            type: "string",
            maxLength: 1000,
            description: "The folder that it works in; the checked folder if not said.",
          },
          team: { ...name, description: "Who pays: budgets may be a team's." },
          skills: { type: "array", items: name, maxItems: 200, description: "Skills that a run loads, by name." },
          ...often,
          ...work,
          measured: measured(often),
          subagents: {
            type: "object",
            maxProperties: 100,
            propertyNames: name,
            description: "Name → how it is used in each run of the workflow.",
            additionalProperties: {
              type: "object",
              properties: { ...times, ...work, measured: measured(times) },
              additionalProperties: false,
            },
          },
        },
        required: ["client"],
        additionalProperties: false,
      },
    },
  },
  required: ["workflows"],
  additionalProperties: false,
} as const satisfies SchemaNode;
