import { posix } from "node:path";
import { AGENT_FIELDS } from "../../clients/agent-fields.ts";
import { codexFacts } from "../../clients/codex.ts";
import { CODEX_AGENT_KEYS } from "../../clients/forms/codex-agent-keys.ts";
import { CODEX_ROLE } from "../../clients/forms/codex-config.ts";
import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { type DataMap, valueAt } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { hasProblem } from "../fields.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { misplacedAgent } from "./read-agent.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { dropped } from "./reasons.ts";
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
  *agent({ agent, path, declared }) {
    const elsewhere = misplacedAgent(agent, path, AGENT_READINGS.codex);
    if (elsewhere) yield elsewhere;
    else if (agent.problems.length > 0) yield dropped("yaml", "The file cannot be read as TOML.");
    else if (agent.kind === "agent-file" && agent.data?.kind === "map") yield* ofRole(agent.data, declared === true);
  },
};

/** Fields that agents of other clients have. */
const OF_OTHERS: ReadonlySet<string> = new Set(Object.values(AGENT_FIELDS).flatMap((fields) => Object.keys(fields)));
const NEEDED = codexFacts.agentRole.value;

/** What keeps Codex from an agent: a text that is not there, keys of nobody's or another client's, other values. */
function* ofRole(data: DataMap, declared: boolean): Generator<Reason> {
  for (const { key, keyRange } of data.entries) {
    if (CODEX_AGENT_KEYS.includes(key)) continue;
    const meant = nearest(key, CODEX_AGENT_KEYS);
    // Keys that nobody knows may be newer than our list.
    if (meant === undefined && !OF_OTHERS.has(key)) continue;
    const hint = meant === undefined ? "it is a field of other clients." : `did you mean "${meant}"?`;
    yield dropped("field", `Codex knows no "${key}" of an agent; ${hint}`, keyRange);
  }
  for (const { message, at } of misfits(data, CODEX_ROLE, "")) yield dropped("field", message, at);
  for (const field of NEEDED) {
    const value = valueAt(data, field);
    if (!value && declared && field !== "developer_instructions") continue;
    if (!value) yield dropped("field", `The agent has no ${field}.`);
    else if (value.kind !== "string" || value.value.trim() === "")
      yield dropped("field", `The agent's ${field} has to be a text that is not blank.`, value.range);
  }
}
