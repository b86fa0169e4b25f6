import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { COPILOT_AGENT_EVENTS } from "../../clients/forms/copilot-cli.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { entryOf } from "../../model/data.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readSkill } from "./read-skill.ts";
import { dropped } from "./reasons.ts";

/** What Copilot CLI does with a file, beyond the table: the hooks of a subagent. */
export const copilotLoads: LoaderRules = {
  skill: (subject) => readSkill(subject, SKILL_READINGS.copilot),
  *agent(subject) {
    yield* readAgent(subject, AGENT_READINGS.copilot);
    if (subject.agent.kind === "agent") yield* hooksOfAgent(subject.agent);
  },
};

const EVENTS: ReadonlySet<string> = new Set(COPILOT_AGENT_EVENTS);

/** Hooks that cost a subagent of Copilot CLI: at an event that is none there, or with what cannot be run. */
function* hooksOfAgent(agent: ArtifactOf<"agent">): Generator<Reason> {
  const hooks = entryOf(agent.frontmatter?.data, "hooks")?.value;
  for (const { key, keyRange: at } of hooks?.kind === "map" ? hooks.entries : [])
    if (!EVENTS.has(key)) yield dropped("field", `\`hooks.${key}\` is no event of a subagent.`, at);
  const set = hooksOf(agent);
  if (set?.dialect !== "copilot") return;
  for (const { message, at, event } of set.faults)
    if (event !== undefined && EVENTS.has(event)) yield dropped("field", message, at);
}
