import type { Weakens } from "../model/weakens.ts";

/** What is asked of skills that say by which prompts they want to be found. */
export const settings = {
  properties: {
    triggers: {
      type: "object",
      default: { target: 0.9 },
      additionalProperties: false,
      description: "What the prompts of trigger sets have to show.",
      properties: {
        target: {
          type: "number",
          minimum: 0.5,
          maximum: 1,
          default: 0.9,
          description: "The share of a skill's own prompts that have to find it.",
        },
      },
    },
  },
} as const;

export const weakens = {
  triggers: (before, after) => {
    const [was, is] = [targetShare(before), targetShare(after)];
    return is < was ? [`\`triggers.target\` is ${is}, not ${was} any more`] : [];
  },
} satisfies Record<keyof typeof settings.properties, Weakens>;

/** What is set, or what holds where nothing is. */
function targetShare(triggers: unknown): number {
  const target =
    typeof triggers === "object" && triggers !== null && "target" in triggers ? triggers.target : undefined;
  return typeof target === "number" ? target : settings.properties.triggers.properties.target.default;
}
