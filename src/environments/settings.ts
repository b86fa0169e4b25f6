import type { Weakens } from "../model/weakens.ts";
/** Resources of a machine that an environment may need so much of. */
export const RESOURCES = ["cpu-cores", "free-memory", "free-disk", "file-descriptors", "shared-memory"] as const;

/** What environments may differ in beside budgets: models, data, and what a machine has to have. */
export const settings = {
  properties: {
    models: {
      type: "object",
      additionalProperties: { type: "string", minLength: 1 },
      maxProperties: 1000,
      default: {},
      description:
        "Model → the model that takes its place in estimates, recordings and runs. In an environment also in a file of its own: environments/<name>/model-overrides.yaml.",
    },
    data: {
      type: "object",
      properties: {
        paths: {
          type: "object",
          additionalProperties: { type: "string", minLength: 1 },
          maxProperties: 100, // each is compared with each of another environment
          description: "Name → the folder that agents keep such data in. Those of staging and production lie apart.",
        },
        sources: {
          type: "object",
          additionalProperties: { type: "string", minLength: 1 },
          maxProperties: 100,
          description: "Name → the database, index or service that agents read from, without credentials.",
        },
        seed: {
          type: "string",
          minLength: 1,
          description:
            "A folder of files that `agent-ci env init` copies: those in its folder <name> into the data path of that name.",
        },
      },
      additionalProperties: false,
      default: {},
      description: "Where agents read and keep data.",
    },
    requires: {
      type: "array",
      maxItems: 200,
      items: {
        type: "object",
        properties: {
          tool: {
            type: "string",
            pattern: "^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$",
            examples: ["docker"],
            description: "A program on PATH.",
          },
          "at-least": {
            type: "string",
            pattern: "^[0-9]{1,9}(\\.[0-9]{1,9}){0,3}$",
            examples: ["22.12"],
            description: "The oldest version of the tool that will do.",
          },
          resource: { type: "string", enum: RESOURCES, description: "Something that a machine has more or less of." },
          min: {
            anyOf: [
              { type: "integer", minimum: 0 },
              { type: "string", pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})? ?([KMGT]i?)?B$", examples: ["256 MiB"] },
            ],
            description: "The least that will do: a number, or bytes such as `256 MiB`.",
          },
          secret: {
            type: "string",
            pattern: "^[A-Za-z_][A-Za-z0-9_]{0,127}$",
            examples: ["ANTHROPIC_API_KEY"],
            description: "The name of a variable that has to be set. Its value is never looked at.",
          },
          severity: {
            type: "string",
            enum: ["error", "warning", "info"],
            description: "How bad it is where it is missing; `error` if not said.",
          },
        },
        anyOf: [{ required: ["tool"] }, { required: ["resource", "min"] }, { required: ["secret"] }],
        additionalProperties: false,
      },
      description:
        "What `agent-ci env check` looks for. If nothing is said: 2 GiB of free memory (a warning), 4096 file descriptors and 256 MiB of shared memory.",
    },
  },
} as const;

/**
 * Which changes of these settings let more through.
 * Estimates follow from models; what a machine must have is asked of it elsewhere.
 */
export const weakens = { models: "changed", data: "changed", requires: "removed" } satisfies Record<
  keyof typeof settings.properties,
  Weakens
>;
