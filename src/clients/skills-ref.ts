import type { Facts } from "./fact.ts";

const VALIDATOR = "https://github.com/agentskills/agentskills/blob/69ef37e/skills-ref/src/skills_ref/validator.py";
const read = "2026-11-21";

export const skillsRef = {
  nameLength: { value: 64, says: "skills-ref refuses a longer name.", read: { url: VALIDATOR, date: read } },
  descriptionLength: {
    value: 1024,
    says: "skills-ref refuses a longer description.",
    read: { url: VALIDATOR, date: read },
  },
  compatibilityLength: {
    value: 500,
    says: "skills-ref refuses a longer compatibility note.",
    read: { url: VALIDATOR, date: read },
  },
  fields: {
    value: ["allowed-tools", "compatibility", "description", "license", "metadata", "name"],
    says: "skills-ref refuses a skill with any other field.",
    read: { url: VALIDATOR, date: read },
  },
} as const satisfies Facts;
