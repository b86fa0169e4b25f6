import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { hasProblem } from "../fields.ts";
import type { LoaderRules } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { unread } from "./unread.ts";

const READING = SKILL_READINGS.opencode;

/** What OpenCode does with a file: all of it stands in the table. */
export const opencodeLoads: LoaderRules = {
  *skill(subject) {
    const { skill, path } = subject;
    yield* readPlace(subject, READING);
    if (!path.endsWith("SKILL.md"))
      yield { code: "file-name", outcome: "dropped", says: "The file is not called SKILL.md." };
    if (yield* unread(skill)) return;
    if (hasProblem(skill, "encoding")) {
      yield { code: "unreadable", outcome: "unknown", says: "The file is not UTF-8." };
      return;
    }
    const found = yield* takeFrontmatter(skill, READING.frontmatter);
    if (found) yield* readFields(found, READING.frontmatter, "skill");
  },
  agent: (subject) => readAgent(subject, AGENT_READINGS.opencode),
};
