import { posix } from "node:path";
import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { hasProblem } from "../fields.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { misplacedAgent } from "./read-agent.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { unread } from "./unread.ts";

const READING = SKILL_READINGS.codex;

/** What Codex does with a file, beyond the table: bytes that are no UTF-8, and agents that are TOML. */
export const codexLoads: LoaderRules = {
  *skill(subject) {
    const { skill, path } = subject;
    yield* readPlace(subject, READING);
    const name = posix.basename(path);
    if (name !== "SKILL.md") yield dropped("file-name", `The file is called ${name}, not SKILL.md.`);
    if (yield* unread(skill)) return;
    if (hasProblem(skill, "encoding") && !skill.source.text.includes("\0")) {
      yield dropped("unreadable", "The file is not UTF-8.");
      return;
    }
    const found = yield* takeFrontmatter(skill, READING.frontmatter);
    if (found) yield* readFields(found, READING.frontmatter, "skill");
  },
  *agent({ agent, path }) {
    const elsewhere = misplacedAgent(agent, path, AGENT_READINGS.codex);
    if (elsewhere) yield elsewhere;
    else if (agent.problems.length > 0) yield dropped("yaml", "The file cannot be read as TOML.");
  },
};

const dropped = (code: Reason["code"], says: string): Reason => ({ code, outcome: "dropped", says });
