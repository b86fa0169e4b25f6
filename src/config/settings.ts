import type { Weakens } from "../model/weakens.ts";
export const settings = {
  properties: {
    extends: {
      type: "array",
      items: { type: "string" },
      maxItems: 20,
      description:
        "Files that are read first, each relative to the file that names it; later ones win, and this file wins over all.",
    },
  },
} as const;

/** A file more or less weakens nothing by itself: what it sets is compared key by key. */
export const weakens = { extends: "never" } satisfies Record<keyof typeof settings.properties, Weakens>;
