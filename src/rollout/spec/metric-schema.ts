import type { SchemaNode } from "../../config/schema-node.ts";
import { BRANCH } from "../analysis/record-source.ts";
import { commandSchema, durationSchema, nameSchema } from "./schema-parts.ts";

export const argumentsSchema: SchemaNode = {
  type: "array",
  maxItems: 50,
  default: [],
  description: "What `{{args.<name>}}` stands for.",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["name"],
    properties: {
      name: nameSchema,
      value: { type: ["string", "number"], maxLength: 200, description: "Its value, or its default in a template." },
    },
  },
};

export const analysisSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  required: ["templates"],
  properties: {
    templates: {
      type: "array",
      minItems: 1,
      maxItems: 20,
      description: "Analysis templates of this file.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["templateName"],
        properties: { templateName: nameSchema },
      },
    },
    args: argumentsSchema,
    timeout: { ...durationSchema, default: "1h", description: "It has said nothing by then: inconclusive." },
  },
};

const text: SchemaNode = { type: "string", minLength: 1, maxLength: 4000 };
const count = (description: string, normal?: number): SchemaNode => ({
  type: "integer",
  minimum: 0,
  maximum: 10_000,
  ...(normal !== undefined && { default: normal }),
  description,
});
const provider = (required: readonly string[], properties: Readonly<Record<string, SchemaNode>>): SchemaNode => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

/** Where numbers come from, by name. */
const PROVIDERS = {
  jsonl: {
    ...provider([], {
      path: {
        ...text,
        description:
          "Files of one record a task, such as runs/*.jsonl, or a folder of them; with `branch` those on it.",
      },
      branch: {
        type: "string",
        pattern: BRANCH.source,
        maxLength: 200,
        examples: ["agent-ci/records"],
        description: "A branch that workers push records to: all of them, or those that `path` names.",
      },
      url: { ...text, description: "An address that answers with records, one a line, such as $RECORDS_URL." },
      where: { ...text, description: "CEL over `task`: lines of which it does not hold are about no task." },
      variant: {
        type: "string",
        enum: ["stable", "canary"],
        description: "What records are of that say neither `variant` nor `release`.",
      },
      count: { ...text, description: "CEL over `task`: the value is the number of tasks of which it holds." },
      fields: {
        type: "object",
        maxProperties: 50,
        propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,63}$", examples: ["task_id"] },
        additionalProperties: { type: "string", minLength: 1, maxLength: 200 },
        description: "Where records of others have what ours call `task_id`, `started`, `outcome`, …: paths with dots.",
      },
    }),
    anyOf: [{ required: ["path"] }, { required: ["branch"] }, { required: ["url"] }],
  },
  prometheus: provider(["address"], {
    address: { ...text, description: "Such as $PROMETHEUS_URL." },
    query: { ...text, description: "PromQL; `result` is its vector. A metric with `series` has none." },
  }),
  web: provider(["url"], {
    url: { ...text, description: "An address that answers with JSON." },
    jsonPath: { ...text, description: "Where the value stands in it, such as {$.data.value}." },
  }),
  githubActions: provider(["workflow", "branch"], {
    workflow: {
      type: "string",
      pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$",
      examples: ["agents.yml"],
      description: "Its file in .github/workflows. Each run that ended is a task.",
    },
    branch: {
      type: "string",
      pattern: BRANCH.source,
      maxLength: 200,
      examples: ["main"],
      description: "Of which branch of the repository itself: runs of forks and of requests are nobody's word.",
    },
    event: { type: "string", pattern: "^[a-z_]{1,40}$", examples: ["schedule"], description: "What started them." },
    repository: {
      type: "string",
      pattern: "^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}$",
      examples: ["octo/agents"],
      description: "Another one than that of the tick's job.",
    },
    token: {
      type: "string",
      pattern: "^[A-Z][A-Z0-9_]{0,60}_TOKEN$",
      examples: ["GITHUB_TOKEN"],
      description: "The name of the variable that has it: GITHUB_TOKEN, if not given. It needs `actions: read`.",
    },
    count: { ...text, description: "CEL over `task`: the value is the number of runs of which it holds." },
    where: { ...text, description: "CEL over `task`: runs of which it does not hold are about no task." },
  }),
  job: provider(["command"], { command: commandSchema, timeout: { ...durationSchema, default: "10m" } }),
} as const satisfies Readonly<Record<string, SchemaNode>>;

export const metricSchema = (responses: readonly string[]): SchemaNode => ({
  type: "object",
  additionalProperties: false,
  required: ["name", "provider"],
  properties: {
    name: nameSchema,
    provider: {
      type: "object",
      additionalProperties: false,
      maxProperties: 1,
      anyOf: Object.keys(PROVIDERS).map((name) => ({ required: [name] })),
      description: "Where its numbers come from: one of these.",
      properties: PROVIDERS,
    },
    method: {
      type: "string",
      enum: ["threshold", "sequential", "fisher", "mannWhitney"],
      default: "threshold",
      description: "How it is judged: by its conditions, or by its objective task by task.",
    },
    successCondition: {
      ...text,
      description: "CEL over `result` or `value`, or over what `series` names; both and neither is inconclusive.",
    },
    failureCondition: { ...text, description: "The same, for a failure." },
    series: {
      type: "object",
      maxProperties: 20,
      propertyNames: { pattern: "^[a-z][A-Za-z0-9_]{0,63}$", examples: ["memory_kb"] },
      description: "Samples over a time, each made a number that the conditions call by this name.",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["of", "over"],
        properties: {
          of: { ...text, description: "A number of the records of `jsonl`, such as memory_kb; or PromQL." },
          over: { ...durationSchema, description: "Of how long until now." },
          take: {
            type: "string",
            enum: ["mean", "quantile", "growth", "variation"],
            default: "mean",
            description: "`growth` is per hour; `variation` is the deviation by the mean.",
          },
          quantile: { type: "number", minimum: 0, maximum: 1, description: "Of `take: quantile`, such as 0.95." },
        },
      },
    },
    objective: {
      type: "object",
      additionalProperties: false,
      anyOf: [{ required: ["successWhen"] }, { required: ["of"] }],
      description: "What most tasks have to keep to.",
      properties: {
        successWhen: { ...text, description: 'CEL over `task`, such as task.outcome == "success".' },
        min: { type: "number", minimum: 0.001, maximum: 1, description: "The share of tasks of which it holds." },
        of: { ...text, description: "A number of the task, such as duration_ms." },
        quantile: { type: "number", minimum: 0.01, maximum: 0.999, description: "Such as 0.95." },
        max: { type: "number", minimum: 0, maximum: 1e15, description: "What that quantile keeps to." },
      },
    },
    alpha: { type: "number", minimum: 0.001, maximum: 0.5, default: 0.05, description: "How often it may be wrong." },
    direction: {
      type: "string",
      enum: ["increase", "decrease", "either"],
      default: "either",
      description: "Which difference from stable is a failure.",
    },
    effectSize: {
      type: "object",
      additionalProperties: false,
      required: ["allowedIncrease"],
      properties: { allowedIncrease: { type: "number", minimum: 1, maximum: 1000 } },
    },
    interval: { ...durationSchema, description: "Between two measurements; absent: one measurement." },
    initialDelay: { ...durationSchema, description: "Before the first one." },
    count: { ...count("How many measurements; absent: as long as it lasts."), minimum: 1 },
    failureLimit: count("As many may fail; none, where no limit of failures is given."),
    consecutiveFailureLimit: count("As many may fail in a row."),
    consecutiveSuccessLimit: count("As many have to pass in a row before an analysis passes; one, if not given."),
    inconclusiveLimit: count(
      "As many in a row may say nothing before the rollout pauses; absent: as many as come until a hold is over.",
    ),
    consecutiveErrorLimit: count("As many providers in a row may fail before the rollout pauses.", 4),
    onNoData: {
      type: "string",
      enum: ["inconclusive", "fail"],
      default: "inconclusive",
      description: "No data is never a success.",
    },
    onFailure: { type: "string", enum: responses, default: "abort", description: "What follows from a failure." },
    for: {
      ...durationSchema,
      description: "How long it fails without a break before that follows, as in Prometheus; absent: at once.",
    },
    freshness: {
      ...durationSchema,
      description: "Records and samples that ended longer ago are no data: 24h for tasks, if not given.",
    },
  },
});
