import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { fieldOf, hasProblem, codePoints, fieldText } from "../fields.ts";
import { thousands } from "../../model/numbers.ts";
import type { LoaderRules, Reason, SkillSubject } from "../loading.ts";
import { dropped } from "./reasons.ts";

/** What skills-ref does with a file, as in skills_ref/validator.py: it refuses what a client would drop or mend. */
export const skillsRefLoads: LoaderRules = {
  *skill(subject) {
    const { skill } = subject;
    if (hasProblem(skill, "unreadable", "too-large")) {
      yield dropped("unreadable", "The file cannot be read.");
      return;
    }
    if (skill.source.bom && skill.frontmatter) {
      yield dropped("byte-order-mark", "A byte order mark stands in front of the frontmatter.");
      return;
    }
    if (hasProblem(skill, "syntax", "duplicate-key")) {
      yield dropped("yaml", "The frontmatter is not YAML that it reads.");
      return;
    }
    if (!skill.frontmatter?.data) {
      yield dropped("frontmatter", "The file has no frontmatter.");
      return;
    }
    yield* nameReasons(subject);
    yield* lengths(subject);
    const foreign = skill.frontmatter.data.entries.map(({ key }) => key).filter((key) => !FIELDS.has(key));
    if (foreign.length > 0) yield dropped("field", `It knows no field ${foreign.map((key) => `"${key}"`).join(", ")}.`);
  },
  *agent() {
    yield { code: "place", outcome: "not-read", says: "skills-ref reads skills only." };
  },
};

const FIELDS: ReadonlySet<string> = new Set(skillsRefFacts.fields.value);

function* nameReasons({ skill, folder }: SkillSubject): Generator<Reason> {
  const name = fieldText(skill, "name")?.normalize("NFKC");
  if (name === undefined) {
    yield dropped("name", "The skill has no name.");
    return;
  }
  const most = skillsRefFacts.nameLength.value;
  if (codePoints(name) > most) yield dropped("name-length", `The name has ${codePoints(name)} of ${most} characters.`);
  if (/[^\p{L}\p{N}-]|^-|-$|--/u.test(name) || name !== name.toLowerCase())
    yield dropped(
      "name",
      `The name "${name}" is not made of lowercase letters and digits with single hyphens between them.`,
    );
  if (folder !== undefined && name !== folder.normalize("NFKC"))
    yield dropped("name", `The name "${name}" is not the folder's, "${folder}".`);
}

function* lengths({ skill }: SkillSubject): Generator<Reason> {
  const description = fieldText(skill, "description");
  if (description === undefined) yield dropped("description", "The skill has no description.");
  const bounds = [
    ["description-length", "description", skillsRefFacts.descriptionLength.value],
    ["compatibility", "compatibility note", skillsRefFacts.compatibilityLength.value],
  ] as const;
  for (const [code, what, most] of bounds) {
    const length = codePoints((code === "compatibility" ? fieldText(skill, code) : description) ?? "");
    if (length > most) yield dropped(code, `The ${what} has ${thousands(length)} of ${thousands(most)} characters.`);
  }
  if (fieldOf(skill, "compatibility").state === "nested")
    yield dropped("compatibility", "The compatibility note is not a text.");
}
