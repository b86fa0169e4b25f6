import type { Weakens } from "../model/weakens.ts";

export const settings = {
  properties: {
    schemas: {
      type: "array",
      items: {
        type: "object",
        properties: {
          files: {
            type: "array",
            items: { type: "string", format: "glob" },
            minItems: 1,
            maxItems: 100,
            description:
              "Globs over paths relative to this file's folder: JSON, YAML and TOML files, and Markdown, of which the frontmatter is meant.",
          },
          schema: {
            type: "string",
            minLength: 1,
            description: "A JSON Schema (draft-07 or 2020-12), JSON or YAML, relative to this file's folder.",
          },
        },
        required: ["files", "schema"],
        additionalProperties: false,
      },
      maxItems: 100, // each is compared with each file
      default: [],
      description: "What files of your own have to look like.",
    },
  },
} as const;

/**
 * Which change of this setting lets more through.
 * A schema's own text belongs to the policy as well: it is read from whoever judges.
 */
export const weakens = { schemas: "removed" } satisfies Record<keyof typeof settings.properties, Weakens>;
