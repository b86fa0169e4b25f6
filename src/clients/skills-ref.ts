import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["skills-ref"];

/** What skills-ref refuses. It is asked in process, by `test/contract/skills-ref.test.ts` and `npm run oracle`. */
export const skillsRefFacts = {
  nameForm: {
    value: "^[\\p{L}\\p{N}]+(-[\\p{L}\\p{N}]+)*$",
    says: "skills-ref refuses a skill without a name that is its folder's, of lower-case letters and digits with single hyphens between them.",
    ran,
  },
  nameLength: { value: 64, says: "skills-ref refuses a longer name.", ran },
  descriptionLength: { value: 1024, says: "skills-ref refuses a longer description.", ran },
  compatibilityLength: { value: 500, says: "skills-ref refuses a longer compatibility note.", ran },
  fields: {
    value: ["allowed-tools", "compatibility", "description", "license", "metadata", "name"],
    says: "skills-ref refuses a skill with any other field, or without frontmatter that it can read.",
    ran,
  },
} as const satisfies Facts;
