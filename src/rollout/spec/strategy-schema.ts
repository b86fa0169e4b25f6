import type { SchemaNode } from "../../config/schema-node.ts";
import { analysisSchema, argumentsSchema } from "./metric-schema.ts";
import { duration, durationSchema, nameSchema, onTimeout } from "./schema-parts.ts";
import { smokeTestsSchema, stepsSchema } from "./step-schema.ts";

const goldenSchema: SchemaNode = {
  type: "object",
  description:
    "A set of golden cases: a report of `agent-ci golden diff --rollout` has to say of this release that it is not worse than their references.",
  additionalProperties: false,
  required: ["dataset"],
  properties: {
    dataset: {
      type: "string",
      pattern: "^(?:[A-Za-z0-9_.-]+/)*golden/[A-Za-z0-9_.-]+[.]ya?ml$",
      examples: ["golden/review.yaml"],
      description: "The file of the set, from the top of the repository.",
    },
    nonInferiorityMargin: {
      type: "number",
      minimum: 0.001,
      maximum: 0.5,
      default: 0.05,
      description: "The share of runs that may be lost against the references; what the set says where that is less.",
    },
    alpha: {
      type: "number",
      minimum: 0.001,
      maximum: 0.2,
      default: 0.05,
      description: "How often a release that loses more may pass; what the set says where that is less.",
    },
    timeout: { ...durationSchema, default: "24h", description: "How long it waits for the report." },
    onTimeout: onTimeout(["abort", "hold"], "abort"),
  },
};

const backgroundSchema: SchemaNode = {
  ...analysisSchema,
  description: "Metrics that are judged at every tick, from a step to the end.",
  properties: {
    ...analysisSchema.properties,
    startingStep: { type: "integer", minimum: 0, maximum: 199, default: 0, description: "The first is 0." },
  },
};

const environmentName = (normal: string): SchemaNode => ({
  ...nameSchema,
  default: normal,
  description: "One of `environments:`.",
});

export const strategySchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  anyOf: [{ required: ["canary"] }, { required: ["blueGreen"] }, { required: ["staging"] }],
  description: "How the release reaches those who use it. `staging` is before `canary` or `blueGreen`.",
  properties: {
    staging: {
      type: "object",
      additionalProperties: false,
      anyOf: [{ required: ["steps"] }, { required: ["smokeTests"] }, { required: ["goldenReference"] }],
      description: "What has to hold before anybody outside staging gets the release. All of staging gets it at once.",
      properties: {
        environment: environmentName("staging"),
        smokeTests: smokeTestsSchema("Before its steps."),
        goldenReference: goldenSchema,
        analysis: backgroundSchema,
        steps: { ...stepsSchema, default: [] },
      },
    },
    canary: {
      type: "object",
      additionalProperties: false,
      required: ["steps"],
      properties: {
        environment: environmentName("production"),
        analysis: backgroundSchema,
        steps: stepsSchema,
      },
    },
    blueGreen: {
      type: "object",
      additionalProperties: false,
      description: "The release is a preview first, and active for everybody at once.",
      properties: {
        environment: environmentName("production"),
        smokeTests: smokeTestsSchema("Against the preview."),
        soak: duration("How long the preview is there before it is judged."),
        prePromotionAnalysis: { ...analysisSchema, description: "Has to pass before the switch." },
        autoPromotionEnabled: {
          type: "boolean",
          default: true,
          description: "False: the switch waits for somebody to promote.",
        },
        postPromotionAnalysis: { ...analysisSchema, description: "Has to pass after the switch, or it is undone." },
        scaleDownDelay: {
          ...durationSchema,
          default: "1h",
          description: "How long the former release is kept ready after the switch, and the new one watched.",
        },
      },
    },
  },
};

const checkpointSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  required: ["name", "after"],
  anyOf: [{ required: ["templates"] }, { required: ["confirmations"] }],
  properties: {
    name: nameSchema,
    after: duration("How long the release was watched by then, such as 24h."),
    templates: analysisSchema.properties?.["templates"] ?? {},
    args: argumentsSchema,
    confirmations: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 200, examples: ["Five users were asked"] },
      maxItems: 20,
      default: [],
      description: "What somebody who wrote nothing of the change confirms: agent-ci rollout approve --checkpoint.",
    },
    roles: { type: "array", items: nameSchema, maxItems: 20, default: [], description: "One of each at least." },
    timeout: { ...durationSchema, default: "24h", description: "How long it waits from then on." },
    onTimeout: onTimeout(["hold", "abort", "promote"], "hold"),
  },
};

export const monitoringSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  anyOf: [{ required: ["duration"] }, { required: ["schedule"] }, { required: ["checkpoints"] }],
  description: "After the last weight: how long the release is watched before the rollout is over.",
  properties: {
    duration: duration("All of it; the sum of the schedule where there is one, else up to the last checkpoint."),
    checkpoints: {
      type: "array",
      maxItems: 20,
      default: [],
      description: "What has to be so after an hour, a day, a week: metrics that pass, and what people confirm.",
      items: checkpointSchema,
    },
    schedule: {
      type: "array",
      minItems: 1,
      maxItems: 20,
      description: "How often it is looked at: for an hour every five minutes, then …",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["for", "every"],
        properties: { for: durationSchema, every: durationSchema },
      },
    },
    templates: analysisSchema.properties?.["templates"] ?? {},
    args: argumentsSchema,
  },
};
