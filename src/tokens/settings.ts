import type { Weakens } from "../model/weakens.ts";
import { BUDGET_CLIENTS, TOKEN_CLASSES } from "./classes.ts";

const share = (description: string) =>
  ({ type: "string", pattern: "^[0-9]{1,4}(\\.[0-9]{1,3})?%$", examples: ["20%"], description }) as const;

const bounds = {
  max: { type: "integer", minimum: 0, description: "As many tokens, and no more." },
  "max-increase": {
    anyOf: [{ type: "integer", minimum: 0 }, share("A share of what the base has.")],
    description: "Grows against the base by so many tokens, or by such a share (`5%`), and no more.",
  },
  ratchet: { type: "boolean", description: "Whether it may only shrink against the base." },
} as const;

/**
 * The forms of a limit. One definition in the published schema, however often it is used.
 * @internal scripts/generate/config-schema.ts knows it by identity
 */
export const LIMIT_FORMS = [
  { type: "integer", minimum: 0 },
  { type: "object", properties: bounds, additionalProperties: false },
] as const;
const limit = (description: string) => ({ anyOf: LIMIT_FORMS, description }) as const;

/** What a repository's tokens may be. Changes that raise a number, or take one out, make it weaker. */
export const settings = {
  properties: {
    budgets: {
      type: "object",
      additionalProperties: false,
      default: { headroom: "20%", files: [] },
      description:
        "Bounds on tokens: a number, or `max`, `max-increase` and `ratchet`. Files are counted with o200k_base, clients by an estimate of it.",
      properties: {
        headroom: {
          ...share("A warning where less than this share of a budget's `max` is left; `0%` for none."),
          default: "20%",
        },
        files: {
          type: "array",
          default: [],
          maxItems: 1000, // each is compared with each file
          description: "Budgets of single files; each entry that matches holds.",
          items: {
            type: "object",
            properties: {
              path: { type: "string", format: "glob", description: "Glob over paths relative to this file's folder." },
              ...bounds,
            },
            required: ["path"],
            additionalProperties: false,
          },
        },
        classes: {
          type: "object",
          propertyNames: { enum: TOKEN_CLASSES },
          additionalProperties: limit("All files of the kind together."),
          description: "Budgets of all files of a kind together.",
        },
        clients: {
          type: "object",
          propertyNames: { enum: BUDGET_CLIENTS },
          additionalProperties: limit("What the client loads with every request, in any folder."),
          description: "Budgets of what a client loads with every request, whatever folder it works in.",
        },
        skill: {
          type: "object",
          properties: {
            metadata: limit("Name and description, which every request carries."),
            body: limit("The text behind the frontmatter, which is loaded when the skill is used."),
            references: limit("The texts beside it together, which are read when needed."),
          },
          additionalProperties: false,
          description: "Budgets of each single skill.",
        },
        fleet: limit("All files together."),
        run: {
          type: "object",
          properties: {
            requests: { type: "integer", minimum: 1, description: "Requests to models." },
            tokens: { type: "integer", minimum: 1, description: "Tokens in and out together." },
            minutes: { type: "number", minimum: 0, description: "Time from first to last." },
            parallel: { type: "integer", minimum: 1, description: "Agents at the same time." },
          },
          additionalProperties: false,
          description: "The most that one run of agents may take in an environment.",
        },
      },
    },
  },
} as const;

export const weakens = { budgets: "loosened" } satisfies Record<keyof typeof settings.properties, Weakens>;
