import type { Weakens } from "../model/weakens.ts";

const severity = {
  type: "string",
  enum: ["off", "info", "warning", "error"],
  description: "How severe a finding of the rule is; `off` switches the rule off.",
} as const;

const ruleMap = {
  type: "object",
  additionalProperties: {
    anyOf: [
      severity,
      {
        type: "object",
        properties: {
          severity,
          options: {
            type: "object",
            additionalProperties: {
              anyOf: [{ type: ["boolean", "number", "string"] }, { type: "array", items: { type: "string" } }],
            },
            description: "Values that replace the rule's defaults.",
          },
        },
        additionalProperties: false,
      },
    ],
  },
} as const;

/** Which rules there are, and each rule's options, enter the schema when `scripts/generate.ts` composes it. */
export const settings = {
  properties: {
    rules: {
      ...ruleMap,
      default: {},
      description: "Rule id → severity, or a map with `severity` and `options`.",
    },
    overrides: {
      type: "array",
      items: {
        type: "object",
        properties: {
          paths: {
            type: "array",
            items: { type: "string", format: "glob" },
            minItems: 1,
            maxItems: 100,
            description: "Globs over paths relative to this file's folder.",
          },
          rules: { ...ruleMap, description: "As `rules`, for files whose path one of the globs matches." },
        },
        required: ["paths", "rules"],
        additionalProperties: false,
      },
      maxItems: 1000, // each is compared with each file
      default: [],
      description: "Other severities and options for some paths; later entries win.",
    },
    "changed-since": {
      type: "string",
      minLength: 1,
      description:
        "Only findings that a change since this ref answers for are reported; `beginning` reports all. In a pull or merge request, what it changes, if not given.",
    },
    suppress: {
      type: "array",
      items: {
        type: "object",
        properties: {
          rule: { type: "string", minLength: 1, description: "The rule's id." },
          path: {
            type: "string",
            format: "glob",
            minLength: 1,
            description:
              "Glob over paths relative to this file's folder. Without it, findings about the repository as a whole are meant.",
          },
          reason: { type: "string", minLength: 1, description: "Why the findings may stay." },
          until: {
            type: "string",
            description: "The last day on which it holds, as YYYY-MM-DD. Afterwards it is an error.",
          },
        },
        required: ["rule", "reason"],
        additionalProperties: false,
      },
      maxItems: 1000, // each is compared with each finding of its rule
      default: [],
      description:
        "Findings that somebody answers for. In files that can hold comments, one before the line does the same: `agent-ci-disable-next-line <rule> -- <reason>`.",
    },
  },
} as const;

/** `rules` and `overrides` are compared rule by rule: `weakened-rules.ts`. */
export const weakens = {
  rules: "never",
  overrides: "never",
  suppress: "added",
  "changed-since": (before, after) =>
    after === before || after === "beginning"
      ? []
      : [`${JSON.stringify(before ?? null)} became ${JSON.stringify(after ?? null)}`],
} satisfies Record<keyof typeof settings.properties, Weakens>;
