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
          path: { type: "string", description: "Glob; only measurements of matching paths are meant." },
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
  },
} as const;
