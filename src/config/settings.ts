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
