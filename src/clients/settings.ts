import type { Weakens } from "../model/weakens.ts";
import { CLIENTS } from "../model/client.ts";

export const settings = {
  properties: {
    clients: {
      type: "array",
      items: { type: "string", enum: CLIENTS },
      uniqueItems: true,
      default: ["claude-code", "codex", "copilot", "cursor", "gemini-cli"],
      description: "The agent clients in use. A rule is as severe as the most demanding of them makes it.",
    },
  },
} as const;

export const weakens = { clients: "removed" } satisfies Record<keyof typeof settings.properties, Weakens>;
