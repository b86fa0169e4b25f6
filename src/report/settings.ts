import type { Weakens } from "../model/weakens.ts";
import { FORMATS } from "./formats.ts";

/** What `agent-ci.yaml` may say about reports. */
export const settings = {
  properties: {
    format: {
      description: "How the report is printed.",
      type: "string",
      enum: FORMATS,
      default: "text",
    },
    output: {
      description: "Reports that are written to files, beside the one that is printed.",
      type: "array",
      default: [],
      maxItems: 100,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["format", "file"],
        properties: {
          format: { description: "How this report is written.", type: "string", enum: FORMATS },
          file: {
            description: "Where it is written, relative to this file's folder. Missing folders are created.",
            type: "string",
            format: "written-file",
            minLength: 1,
          },
        },
      },
    },
  },
} as const;

export const weakens = { format: "never", output: "never" } satisfies Record<keyof typeof settings.properties, Weakens>;
