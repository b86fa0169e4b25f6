import { MEANS } from "../approval/approval.ts";
import type { Weakens } from "../model/weakens.ts";

const perMillion = (what: string) =>
  ({
    type: "number",
    minimum: 0.0001,
    maximum: 1000,
    description: `Dollars per million tokens of ${what}.`,
  }) as const;

const rates = {
  "input-dollars-per-million": perMillion("input that no cache has"),
  "output-dollars-per-million": perMillion("output, with its reasoning"),
  "cache-read-dollars-per-million": perMillion("input that is read from a cache; as input if not said"),
  "cache-write-5m-dollars-per-million": perMillion(
    "input that is written to a cache for five minutes; as input if not said",
  ),
  "cache-write-1h-dollars-per-million": perMillion(
    "input that is written to a cache for an hour; without a price if not said",
  ),
} as const;

const day = (description: string) =>
  ({ type: "string", pattern: "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", examples: ["2026-11-30"], description }) as const;

const dollars = (description: string) => ({ type: "number", minimum: 0, maximum: 1_000_000_000, description }) as const;
const of = (description: string) => ({ type: "string", minLength: 1, maxLength: 200, description }) as const;

/** The calendar periods that a budget may be for. */
const PERIODS = ["day", "week", "month"] as const;

/** What models cost, and what the agents of the repository may. */
export const settings = {
  properties: {
    prices: {
      type: "array",
      maxItems: 1000,
      default: [],
      description:
        "Prices of models that the book has not, or has otherwise; the unit is in the name of each key. `agent-ci prices list` shows what holds.",
      items: {
        type: "object",
        properties: {
          model: {
            type: "string",
            minLength: 1,
            maxLength: 200,
            description: "The name, as requests and logs have it.",
          },
          provider: {
            type: "string",
            minLength: 1,
            maxLength: 100,
            description: "Whose price it is; whoever serves it if not said.",
          },
          like: {
            type: "string",
            minLength: 1,
            maxLength: 200,
            description: "A model of the book that has the same prices.",
          },
          ...rates,
          "long-context": {
            type: "object",
            properties: {
              "from-input-tokens": {
                type: "integer",
                minimum: 1,
                description:
                  "The length of a request, cached input included, from which all of it costs this; the length itself is in.",
              },
              ...rates,
            },
            required: ["from-input-tokens", "input-dollars-per-million", "output-dollars-per-million"],
            additionalProperties: false,
            description: "What whole requests cost from a length on.",
          },
          "percent-of-standard": {
            type: "object",
            additionalProperties: { type: "number", minimum: 1, maximum: 10000 },
            maxProperties: 20,
            description: "Service (`batch`, `flex`, `priority`, `fast`) → what it costs, in percent of these prices.",
          },
          "web-search-dollars-per-thousand": {
            type: "number",
            minimum: 0.0001,
            maximum: 1000,
            description: "Dollars per thousand searches.",
          },
          since: day("The day from which on it holds, UTC. Entries of one model with several days follow each other."),
          source: { type: "string", minLength: 1, maxLength: 500, description: "Where it stands." },
          "checked-on": day("The day on which somebody looked."),
        },
        required: ["model"],
        anyOf: [{ required: ["like"] }, { required: ["input-dollars-per-million", "output-dollars-per-million"] }],
        additionalProperties: false,
      },
    },
    cost: {
      type: "object",
      default: {
        budgets: [],
        "allow-family-fallback": false,
        logs: [],
        approval: { by: [], environment: "agent-ci-cost" },
      },
      additionalProperties: false,
      description: "What the agents of agent-usage.yaml may cost, by the estimate.",
      properties: {
        "allow-family-fallback": {
          type: "boolean",
          default: false,
          description: "Whether a model without a price may have that of its nearest kin, which is said then.",
        },
        logs: {
          type: "array",
          default: [],
          maxItems: 50,
          description:
            "Logs of your own that `cost report` and `cost sync` read: which field says what, with the unit in the name of each key.",
          items: {
            type: "object",
            properties: {
              format: { type: "string", enum: ["jsonl", "csv"], description: "JSON, one or one per line; or a table." },
              delimiter: {
                type: "string",
                enum: [",", ";", "\t", "|"],
                description: "Of a CSV, what stands between two values; a comma if not said.",
              },
              rows: of("Of JSON that holds its rows in a list, where that stands: names, parted by dots."),
              provider: of("Who served all of it, where no field says so."),
              "input-includes-cache": {
                type: "boolean",
                description: "Whether the input has in it what a cache gave and took.",
              },
              "output-includes-reasoning": {
                type: "boolean",
                description: "Whether the output has its reasoning in it.",
              },
              fields: {
                type: "object",
                properties: {
                  "input-tokens": of("Tokens of the input."),
                  "output-tokens": of("Tokens of the answer."),
                  "cache-read-tokens": of("Tokens that came from a cache."),
                  "cache-write-5m-tokens": of("Tokens that were written to a cache for five minutes."),
                  "cache-write-1h-tokens": of("Tokens that were written to a cache for an hour."),
                  "cache-write-tokens": of("Tokens that were written to a cache for nobody knows how long."),
                  "reasoning-tokens": of("Tokens of reasoning."),
                  "web-searches": of("Web searches."),
                  calls: of("Answers that a row sums up; a row is one answer if not said."),
                  "time-iso": of("When it was, by ISO 8601; of UTC where it names no zone."),
                  "time-unix-seconds": of("When it was, in seconds since 1970."),
                  "time-unix-milliseconds": of("When it was, in milliseconds since 1970."),
                  "cost-dollars": of("What somebody says that it cost: compared with, and never believed."),
                  model: of("The model, as the book of prices names it."),
                  provider: of("Who served it."),
                  service: of("The service that was served, such as `batch`."),
                  agent: of("The agent."),
                  skill: of("The skill."),
                  workflow: of("The workflow."),
                  run: of("What all answers of one run have in common."),
                  id: of("What no two answers have in common."),
                },
                required: ["input-tokens", "output-tokens"],
                additionalProperties: false,
                description: "What is said → the column that says it, or the names that lead to it, parted by dots.",
              },
            },
            required: ["format", "fields"],
            additionalProperties: false,
          },
        },
        approval: {
          type: "object",
          default: { by: [], environment: "agent-ci-cost" },
          additionalProperties: false,
          description:
            "How somebody who wrote none of a change may approve that it exceeds a budget, as it is: docs/cost-gate.md.",
          properties: {
            by: {
              type: "array",
              items: { type: "string", enum: MEANS },
              uniqueItems: true,
              default: [],
              description:
                "A review of the environment below, a label (on GitHub), a comment; those two by an owner of the configuration by CODEOWNERS of the target branch. Nobody may if not said.",
            },
            environment: {
              type: "string",
              minLength: 1,
              maxLength: 255,
              default: "agent-ci-cost",
              description: "The environment whose reviewers may approve.",
            },
          },
        },
        budgets: {
          type: "array",
          default: [],
          maxItems: 200,
          description: "Bounds on what is expected; each holds.",
          items: {
            type: "object",
            properties: {
              name: of("What it is called in reports."),
              workflow: of("Of this workflow alone."),
              agent: of("Of this subagent alone, in every workflow."),
              team: of("Of the workflows of this team alone."),
              environment: of("Where this environment is chosen alone."),
              per: { type: "string", enum: PERIODS, description: "For how long; a month if not said." },
              "total-dollars": dollars("As much, and no more."),
              "increase-dollars": dollars("As much more than the base, and no more."),
              "increase-percent": dollars("As much more than the base, in percent, and no more."),
              "warn-at-percent": {
                type: "array",
                items: { type: "integer", minimum: 1, maximum: 100 },
                maxItems: 10,
                description: "From which parts of the total on a warning says so; 70, 90 and 100 if not said.",
              },
              "even-if-before": {
                type: "boolean",
                description: "Whether a total that the base exceeds already is refused too. An increase always is.",
              },
              severity: {
                type: "string",
                enum: ["error", "warning", "info"],
                description: "How bad it is to exceed it; `error` if not said.",
              },
              message: {
                type: "string",
                minLength: 1,
                maxLength: 500,
                description: "What to do then: it stands behind what is said.",
              },
            },
            required: ["name"],
            anyOf: [
              { required: ["total-dollars"] },
              { required: ["increase-dollars"] },
              { required: ["increase-percent"] },
            ],
            additionalProperties: false,
          },
        },
      },
    },
  },
} as const;

/** Which changes of these settings let more through. A price may be lowered to slip under a budget. */
export const weakens = {
  prices: "changed",
  cost: {
    each: {
      "allow-family-fallback": "loosened",
      approval: { each: { by: "added", environment: "changed" } },
      budgets: "loosened",
      logs: "loosened",
    },
  },
} satisfies Record<keyof typeof settings.properties, Weakens>;
