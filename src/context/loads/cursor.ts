import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { textIn } from "../fields.ts";
import type { LoaderRules } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { unknown } from "./reasons.ts";
import { unread } from "./unread.ts";

const READING = SKILL_READINGS.cursor;

/**
 * What Cursor does with a file:
 * cursor.com/docs/skills says what a skill needs, and not what happens to one that lacks it.
 */
export const cursorLoads: LoaderRules = {
  *skill(subject) {
    const { skill, path, folder } = subject;
    yield* readPlace(subject, READING);
    if (!path.endsWith("SKILL.md")) yield unknown("file-name", "The file is not called SKILL.md.");
    if (yield* unread(skill)) return;
    const found = yield* takeFrontmatter(skill, READING.frontmatter);
    if (!found) return;
    yield* readFields(found, READING.frontmatter, "skill");
    const name = textIn(found.data, "name");
    if (folder !== undefined && name !== undefined && name !== folder)
      yield unknown("name", `The documentation asks for a name that is the folder's, "${folder}".`);
  },
  agent: (subject) => readAgent(subject, AGENT_READINGS.cursor),
};
