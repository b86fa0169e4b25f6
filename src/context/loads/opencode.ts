import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import type { LoaderRules } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readSkill } from "./read-skill.ts";

/** What OpenCode does with a file: all of it stands in the table. */
export const opencodeLoads: LoaderRules = {
  skill: (subject) => readSkill(subject, SKILL_READINGS.opencode),
  agent: (subject) => readAgent(subject, AGENT_READINGS.opencode),
};
