/** What a user may say about which files are agent configuration. */
export const settings = {
  properties: {
    ignore: {
      type: "array",
      items: { type: "string" },
      maxItems: 1000, // each is compared with each file
      default: [],
      description:
        "Patterns as in .gitignore, relative to this file's folder; matching files are left out of every check. What git ignores is left out anyway.",
    },
  },
} as const;
