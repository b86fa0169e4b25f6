import type { SchemaNode } from "../../config/schema-node.ts";
import { analysisSchema } from "./metric-schema.ts";
import { commandSchema, duration, durationSchema, nameSchema, onTimeout } from "./schema-parts.ts";

export const approvalSchema: SchemaNode = {
  type: "object",
  description: "People have to agree, none of them an author. Asked before anybody outside staging gets the release.",
  additionalProperties: false,
  properties: {
    when: {
      type: "string",
      enum: ["firstOrRisk", "always"],
      default: "firstOrRisk",
      description: "Of the first release, and of one that lets agents do more than the one before; or of every one.",
    },
    count: { type: "integer", minimum: 1, maximum: 10, default: 1, description: "How many people." },
    roles: { type: "array", items: nameSchema, maxItems: 20, default: [], description: "One of each at least." },
    timeout: { ...durationSchema, default: "72h", description: "How long it waits for them." },
    onTimeout: onTimeout(["abort", "hold"], "abort"),
  },
};

const pauseSchema: SchemaNode = {
  type: "object",
  description: "Holds the rollout for a time and until there are enough samples; `{}` until somebody promotes.",
  additionalProperties: false,
  properties: {
    duration: duration("The time to hold, such as 24h. Time without a lease does not count."),
    minSamples: { type: "integer", minimum: 0, maximum: 1_000_000, default: 0, description: "Tasks of the canary." },
    maxDuration: duration("Beyond it the rollout pauses for want of samples."),
    timeout: duration("Of a pause without a duration: how long it waits for somebody."),
    onTimeout: onTimeout(["hold", "abort", "promote"], "hold"),
  },
};

const jobSchema: SchemaNode = {
  type: "object",
  description: "A command that has to end well, such as a smoke test.",
  additionalProperties: false,
  required: ["name", "command"],
  properties: {
    name: nameSchema,
    command: commandSchema,
    timeout: { ...durationSchema, default: "10m", description: "Then it has failed." },
  },
};

const numberName = (description: string): SchemaNode => ({
  type: "string",
  pattern: "^[A-Za-z][A-Za-z0-9_]{0,63}$",
  examples: ["memory_mb"],
  description,
});
const bound = (description: string): SchemaNode => ({ type: "number", minimum: -1e15, maximum: 1e15, description });
const onFailure: SchemaNode = {
  type: "string",
  enum: ["abort", "pause"],
  default: "abort",
  description: "What follows where it does not keep to that.",
};

const burnInSchema: SchemaNode = {
  type: "object",
  description: "A job that runs again and again while the release is held, and prints numbers that have to stay small.",
  additionalProperties: false,
  required: ["duration", "every", "job"],
  properties: {
    duration: duration("The time to hold, such as 24h. Time without a lease does not count."),
    every: duration("The time between two runs, such as 2h: as many runs as fit have to take place."),
    maxDuration: duration("Beyond it the rollout pauses for want of runs: three times `duration` if not given."),
    job: { ...jobSchema, description: 'Its last line of JSON has the numbers: {"memory_mb": 120}.' },
    limits: {
      type: "array",
      maxItems: 50,
      default: [],
      description: "What its numbers keep to.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["of"],
        anyOf: [{ required: ["max"] }, { required: ["min"] }, { required: ["maxGrowth"] }],
        properties: {
          of: numberName("A number that the job prints."),
          max: bound("At most so much, at every run."),
          min: bound("At least so much, at every run."),
          maxGrowth: bound("At most so much more in an hour, over all runs."),
        },
      },
    },
    onFailure,
  },
};

const benchmarksSchema: SchemaNode = {
  type: "array",
  minItems: 1,
  maxItems: 100,
  description: "Numbers that a job prints, against their targets and against what the release before came to.",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["metric", "target"],
    properties: {
      metric: numberName("A number that the job prints, or a list of samples of it."),
      quantile: { type: "number", minimum: 0.01, maximum: 0.999, description: "Of the samples, such as 0.95." },
      target: bound("What it keeps to."),
      better: {
        type: "string",
        enum: ["lower", "higher"],
        default: "lower",
        description: "Which side is the good one.",
      },
      maxRegression: {
        type: "number",
        minimum: 0,
        maximum: 100,
        description: "The share by which it may be worse than the release before, such as 0.1.",
      },
      job: {
        ...jobSchema,
        description:
          'Its last line of JSON has the numbers: {"spawn_ms": [11, 14]}. That of the one before if not given.',
      },
      onFailure,
    },
  },
};

const signOffsSchema: SchemaNode = {
  type: "array",
  items: nameSchema,
  minItems: 1,
  maxItems: 10,
  uniqueItems: true,
  description:
    "Roles, such as qa: for each somebody else has to agree to every release, and no author. As long as `approval` waits.",
};

export const needsSchema: SchemaNode = {
  type: "array",
  items: nameSchema,
  uniqueItems: true,
  maxItems: 50,
  default: [],
  description: "Names of prerequisites that have to hold before this begins.",
};

/** What a step does: exactly one of these. */
const STEP_SCHEMAS = {
  setWeight: {
    type: "integer",
    minimum: 1,
    maximum: 100,
    description: "The share of tasks that get the release, in percent.",
  },
  setValues: {
    type: "object",
    maxProperties: 50,
    propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,63}$", examples: ["max_agents"] },
    additionalProperties: {
      anyOf: [
        { type: "string", maxLength: 1000 },
        { type: "number", minimum: -1e15, maximum: 1e15 },
        { type: "boolean" },
      ],
    },
    description: "Values that tasks of the canary are given from here on; those that are not named stay.",
  },
  pause: pauseSchema,
  analysis: { ...analysisSchema, description: "Metrics that have to pass before the next step." },
  approval: approvalSchema,
  job: jobSchema,
  burnIn: burnInSchema,
  benchmarks: benchmarksSchema,
  signOffs: signOffsSchema,
} as const satisfies Readonly<Record<string, SchemaNode>>;

export const stepSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  anyOf: Object.keys(STEP_SCHEMAS).map((action) => ({ required: [action] })),
  properties: {
    ...STEP_SCHEMAS,
    prerequisites: needsSchema,
  },
};
export const smokeTestsSchema = (description: string): SchemaNode => ({
  type: "array",
  items: jobSchema,
  maxItems: 50,
  default: [],
  description,
});
export const stepsSchema: SchemaNode = { type: "array", items: stepSchema, minItems: 1, maxItems: 200 };
