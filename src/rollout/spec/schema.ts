import type { SchemaNode } from "../../config/schema-node.ts";
import { alertsSchema } from "../alerts/alerts-schema.ts";
import { RESPONSES } from "../plan.ts";
import { analysisSchema, argumentsSchema, metricSchema } from "./metric-schema.ts";
import { commandSchema, duration, durationSchema, nameSchema, onTimeout } from "./schema-parts.ts";
import { approvalSchema, needsSchema, stepSchema, stepsSchema } from "./step-schema.ts";
import { monitoringSchema, strategySchema } from "./strategy-schema.ts";

const outcomeSchema: SchemaNode = {
  ...analysisSchema,
  properties: { templates: analysisSchema.properties?.["templates"] ?? {}, args: argumentsSchema },
};

const targetSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  maxProperties: 1,
  anyOf: ["directory", "git", "marketplace", "command"].map((kind) => ({ required: [kind] })),
  description: "Where releases are put.",
  properties: {
    directory: {
      type: "object",
      additionalProperties: false,
      required: ["path"],
      properties: { path: { type: "string", minLength: 1, maxLength: 1000 } },
    },
    git: {
      type: "object",
      additionalProperties: false,
      required: ["branch"],
      properties: { branch: { type: "string", minLength: 1, maxLength: 200 } },
    },
    marketplace: {
      type: "object",
      additionalProperties: false,
      required: ["file", "branch"],
      properties: {
        file: { type: "string", minLength: 1, maxLength: 1000 },
        branch: { type: "string", minLength: 1, maxLength: 200 },
      },
    },
    command: {
      type: "object",
      additionalProperties: false,
      required: ["command"],
      properties: { command: commandSchema, timeout: { ...durationSchema, default: "10m" } },
    },
  },
};

const prerequisiteSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  anyOf: [{ required: ["environment"] }, { required: ["job"] }],
  properties: {
    name: nameSchema,
    environment: { ...nameSchema, description: "What `requires:` of this environment asks of a machine is there." },
    job: {
      type: "object",
      additionalProperties: false,
      required: ["command"],
      properties: { command: commandSchema, timeout: { ...durationSchema, default: "10m" } },
    },
  },
};

const seconds = (description: string, normal: number): SchemaNode => ({
  type: "integer",
  minimum: 1,
  maximum: 100_000_000,
  default: normal,
  description,
});

const specSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  required: ["environments"],
  anyOf: [{ required: ["strategy"] }, { required: ["sequence"] }],
  properties: {
    bundle: {
      type: "object",
      additionalProperties: false,
      required: ["include"],
      description: "What a release consists of.",
      properties: {
        include: {
          type: "array",
          items: { type: "string", minLength: 1, maxLength: 1000, examples: ["skills/**"] },
          minItems: 1,
          maxItems: 200,
          uniqueItems: true,
          description: "Globs of its files, from the top of the repository.",
        },
      },
    },
    environments: {
      type: "object",
      maxProperties: 10,
      propertyNames: nameSchema,
      description: "Name → where its releases are put.",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["target"],
        properties: { target: targetSchema },
      },
    },
    routing: {
      type: "object",
      additionalProperties: false,
      default: {},
      properties: {
        flagd: {
          type: "object",
          additionalProperties: false,
          default: {},
          description: "The flag by which tasks are given a release.",
          properties: {
            flagKey: {
              type: "string",
              pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
              examples: ["agent-config"],
              description: "Its key is `<flagKey>.<environment>`. The rollout's name if not given.",
            },
            leaseDuration: {
              ...durationSchema,
              default: "2h",
              description: "How long a weight lasts without a tick: longer than the longest gap between two.",
            },
            exclude: {
              type: "object",
              maxProperties: 10,
              default: {},
              propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,63}$", examples: ["task_class"] },
              additionalProperties: {
                type: "array",
                items: { type: "string", maxLength: 200 },
                minItems: 1,
                maxItems: 100,
              },
              description: "Property of the task → values with which it never gets the canary.",
            },
          },
        },
      },
    },
    prerequisites: { type: "array", items: prerequisiteSchema, maxItems: 50, default: [] },
    strategy: strategySchema,
    sequence: {
      type: "array",
      minItems: 1,
      maxItems: 10,
      description: "Rollouts one after the other, with a gate between each two.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name", "strategy"],
        properties: {
          name: nameSchema,
          prerequisites: needsSchema,
          strategy: strategySchema,
          gate: { ...stepsSchema, description: "Steps that have to be passed before the next one begins." },
        },
      },
    },
    approval: { ...approvalSchema, default: {} },
    monitoring: monitoringSchema,
    outcome: {
      type: "object",
      additionalProperties: false,
      default: {},
      properties: {
        complete: { ...outcomeSchema, description: "All of them passed: COMPLETE, else INCOMPLETE." },
        pivot: { ...outcomeSchema, description: "One of them failed: PIVOT." },
      },
    },
    rollback: {
      type: "object",
      additionalProperties: false,
      default: {},
      properties: {
        rollbackTimeTarget: {
          ...durationSchema,
          default: "5m",
          description: "From verdict to stable, as it is reported.",
        },
        stepDownTimeTarget: { ...durationSchema, default: "15m", description: "The same, to the step before." },
        inFlight: {
          type: "string",
          enum: ["drain", "cancel", "let-finish"],
          default: "drain",
          description: "What becomes of tasks of the canary that run.",
        },
        automatic: { type: "boolean", default: true, description: "False: it pauses where it would go back." },
      },
    },
    waits: {
      type: "object",
      additionalProperties: false,
      default: {},
      description: "How long a rollout waits where no step of it says so.",
      properties: {
        begin: {
          ...durationSchema,
          default: "24h",
          description: "For prerequisites, and for a release that can be verified; then it pauses.",
        },
        decision: {
          ...durationSchema,
          default: "7d",
          description: "For somebody, at `pause: {}` and while it is paused.",
        },
        onTimeout: onTimeout(["abort", "hold"], "abort"),
      },
    },
    escalation: {
      type: "object",
      additionalProperties: false,
      default: {},
      description: "Somebody is called when there are more than these.",
      properties: {
        stepDowns: { type: "integer", minimum: 1, maximum: 100, default: 3, description: "In one step." },
        retries: { type: "integer", minimum: 1, maximum: 100, default: 1, description: "That failed." },
      },
    },
    onNewRelease: {
      type: "string",
      enum: ["restart", "queue", "reject"],
      default: "restart",
      description: "What a newer release does to this one. Going back is always to the last that was healthy.",
    },
    progressDeadlineSeconds: seconds("From start to end, pauses counted.", 2_419_200),
    revisionHistoryLimit: {
      type: "integer",
      minimum: 1,
      maximum: 1000,
      default: 10,
      description: "Releases that are kept.",
    },
    rollbackWindow: {
      type: "object",
      additionalProperties: false,
      default: {},
      properties: {
        revisions: {
          type: "integer",
          minimum: 1,
          maximum: 100,
          default: 3,
          description: "How far back `undo` may go.",
        },
      },
    },
    alerts: alertsSchema,
    decommissionAfter: duration("How long the former release is kept ready after the end."),
  },
};

const API_VERSION = "agent-ci.dev/v1alpha1";
const head = (kind: string): Readonly<Record<string, SchemaNode>> => ({
  apiVersion: { type: "string", enum: [API_VERSION], description: "The version of this format." },
  kind: { type: "string", enum: [kind] },
  metadata: {
    type: "object",
    additionalProperties: false,
    required: ["name"],
    properties: { name: nameSchema },
  },
});

/** The documents of a specification by their kind, as they are judged and as editors read them. */
export const documentSchemas = {
  Rollout: {
    type: "object",
    additionalProperties: false,
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: { ...head("Rollout"), spec: specSchema },
  },
  AnalysisTemplate: {
    type: "object",
    additionalProperties: false,
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: {
      ...head("AnalysisTemplate"),
      spec: {
        type: "object",
        additionalProperties: false,
        required: ["metrics"],
        properties: {
          args: argumentsSchema,
          metrics: { type: "array", items: metricSchema(RESPONSES), minItems: 1, maxItems: 50 },
          dryRun: {
            type: "array",
            maxItems: 50,
            default: [],
            description: "Metrics that are measured and shown, and decide nothing.",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["metricName"],
              properties: { metricName: nameSchema },
            },
          },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, SchemaNode>>;
/**
 * Parts that stand in several places, by what the published schema calls them.
 * @internal the generator of that schema asks
 */
export const sharedSchemas = {
  step: stepSchema,
  strategy: strategySchema,
  approval: approvalSchema,
  templates: analysisSchema.properties?.["templates"] ?? {},
  args: argumentsSchema,
} as const satisfies Readonly<Record<string, SchemaNode>>;
export type DocumentKind = keyof typeof documentSchemas;
