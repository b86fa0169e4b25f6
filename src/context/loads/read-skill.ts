import type { SkillReading } from "../../clients/readers/skills.ts";
import { hasProblem } from "../fields.ts";
import type { Reason, SkillSubject } from "../loading.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { dropped, unknown } from "./reasons.ts";
import { unread } from "./unread.ts";

/** What a reader does with a skill where the table says all, but for another name of its file and other bytes. */
export function* readSkill(subject: SkillSubject, reading: SkillReading): Generator<Reason> {
  const { skill, path } = subject;
  yield* readPlace(subject, reading);
  if (!path.endsWith("SKILL.md")) yield dropped("file-name", "The file is not called SKILL.md.");
  if (yield* unread(skill)) return;
  if (hasProblem(skill, "encoding")) {
    yield unknown("unreadable", "The file is not UTF-8.");
    return;
  }
  const found = yield* takeFrontmatter(skill, reading.frontmatter);
  if (found) yield* readFields(found, reading.frontmatter, "skill");
}
