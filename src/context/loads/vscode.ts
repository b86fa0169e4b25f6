import { copilotFacts } from "../../clients/copilot.ts";
import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { thousands } from "../../model/numbers.ts";
import { codePoints, textIn } from "../fields.ts";
import type { LoaderRules } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { differs, unknown } from "./reasons.ts";
import { unread } from "./unread.ts";

const READING = SKILL_READINGS.vscode;

/** What VS Code does with a file: promptsServiceImpl.ts, `computeSkillDiscoveryInfo`; its documentation for agents. */
export const vscodeLoads: LoaderRules = {
  *skill(subject) {
    const { skill, path, folder } = subject;
    yield* readPlace(subject, READING);
    if (!path.endsWith("SKILL.md"))
      yield unknown("file-name", "Whether it loads depends on the disk: the file is not called SKILL.md.");
    if (yield* unread(skill)) return;
    const found = yield* takeFrontmatter(skill, READING.frontmatter);
    if (!found) return;
    if (folder !== undefined && textIn(found.data, "name") !== folder)
      yield differs("name", `The skill goes by its folder's name, "${folder}".`);
    yield* readFields(found, READING.frontmatter, "skill");
  },
  *agent(subject) {
    const { agent } = subject;
    yield* readAgent(subject, AGENT_READINGS.vscode);
    if (agent.kind !== "agent") return;
    const length = codePoints(agent.source.text.slice(agent.body.start, agent.body.end));
    const most = copilotFacts.agentCharacters.value;
    if (length > most) yield unknown("body", `The prompt has ${thousands(length)} of ${thousands(most)} characters.`);
  },
};
