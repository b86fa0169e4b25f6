import type { Facts } from "./fact.ts";

export const windsurfFacts = {
  ruleCharacters: {
    value: 12_000,
    says: "Windsurf reads at most this many characters of a rule file of the workspace.",
    read: { url: "https://docs.windsurf.com/windsurf/cascade/memories", date: "2026-11-21" },
  },
} as const satisfies Facts;
