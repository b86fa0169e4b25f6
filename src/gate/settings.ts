import type { Weakens } from "../model/weakens.ts";
export const settings = {
  properties: {
    "fail-on": {
      type: "string",
      enum: ["error", "warning", "never"],
      default: "error",
      description: "The mildest severity of a diagnostic that fails the run.",
    },
    "on-inconclusive": {
      type: "string",
      enum: ["fail", "warn"],
      default: "fail",
      description: "Whether a run that could not decide fails (exit code 1) or only says so (exit code 0).",
    },
    gates: {
      type: "array",
      items: {
        type: "object",
        properties: {
          metric: { type: "string", description: "The name of the measurement." },
          labels: {
            type: "object",
            additionalProperties: { type: "string" },
            description: "Labels that the measurement must carry, with their values.",
          },
          path: { type: "string", format: "glob", description: "Glob; only measurements of matching paths are meant." },
          max: { type: "number", description: "A larger value fails." },
          min: { type: "number", description: "A smaller value fails." },
        },
        required: ["metric"],
        anyOf: [{ required: ["max"] }, { required: ["min"] }],
        additionalProperties: false,
      },
      maxItems: 1000, // each is compared with each measurement
      default: [],
      description: "Bounds on measurements. A gate that no measurement answers to fails.",
    },
    policies: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: {
            type: "string",
            minLength: 1,
            maxLength: 64,
            description: "What the condition is called in findings; each has its own.",
          },
          when: {
            type: "string",
            minLength: 1,
            maxLength: 4000,
            description:
              "An expression of CEL over `report`, see docs/policies.md. Where it is true, the condition is violated.",
          },
          message: { type: "string", minLength: 1, maxLength: 1000, description: "What is wrong then." },
          severity: {
            type: "string",
            enum: ["error", "warning", "info"],
            default: "error",
            description: "How severe that is.",
          },
        },
        required: ["name", "when"],
        additionalProperties: false,
      },
      maxItems: 100, // each may take a second
      default: [],
      description: "What must not be true of a report.",
    },
  },
} as const;

/**
 * Which changes of these settings let more through.
 * A gate whose bound changed is a gate that is gone, and so with conditions.
 */
export const weakens = {
  "fail-on": { order: ["warning", "error", "never"] },
  "on-inconclusive": { order: ["fail", "warn"] },
  gates: "removed",
  policies: "removed",
} satisfies Record<keyof typeof settings.properties, Weakens>;
