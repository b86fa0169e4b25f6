import type { SchemaNode } from "../../config/schema-node.ts";
import { alertsSchema } from "../alerts/alerts-schema.ts";
import { RESPONSES } from "../plan.ts";
import { analysisSchema, argumentsSchema, metricSchema } from "./metric-schema.ts";
import { commandSchema, durationSchema, nameSchema } from "./schema-parts.ts";

const duration = (description: string): SchemaNode => ({ ...durationSchema, description });
const onTimeout = (words: readonly string[], normal: string): SchemaNode => ({
  type: "string",
  enum: words,
  default: normal,
  description: "What is done where nobody answered in time.",
});

const approvalSchema: SchemaNode = {
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

const needsSchema: SchemaNode = {
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

const stepSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  anyOf: Object.keys(STEP_SCHEMAS).map((action) => ({ required: [action] })),
  properties: {
    ...STEP_SCHEMAS,
    prerequisites: needsSchema,
  },
};
const smokeTestsSchema = (description: string): SchemaNode => ({
  type: "array",
  items: jobSchema,
  maxItems: 50,
  default: [],
  description,
});
const stepsSchema: SchemaNode = { type: "array", items: stepSchema, minItems: 1, maxItems: 200 };

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

const strategySchema: SchemaNode = {
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

const monitoringSchema: SchemaNode = {
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
