import { copilot } from "../../clients/copilot.ts";
import { hasProblem, lengthOf, textOf } from "../fields.ts";
import { thousands } from "../../model/thousands.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { misplaced } from "../skill-places.ts";

/**
 * What Copilot does with a file: VS Code's promptsServiceImpl.ts, `computeSkillDiscoveryInfo`;
 * the coding agent's documentation for agents.
 */
export const copilotLoads: LoaderRules = {
  *skill({ skill, folder }) {
    yield* misplaced(skill.path, copilot.skillPlaces.value);
    if (!skill.path.endsWith("SKILL.md"))
      yield unknown("file-name", "Whether it loads depends on the disk: the file is not called SKILL.md.");
    if (hasProblem(skill, "unreadable", "too-large")) {
      yield dropped("unreadable", "The file cannot be read.");
      return;
    }
    if (hasProblem(skill, "syntax")) {
      yield unknown("yaml", "How much is read of frontmatter that is not valid YAML is not documented.");
      return;
    }
    const name = textOf(skill, "name");
    if (folder !== undefined && name !== folder)
      yield differs("name", `The skill goes by its folder's name, "${folder}".`);
    const description = (textOf(skill, "description") ?? "").replaceAll(/<[^<>]+>/g, "");
    const most = copilot.skillDescriptionLength.value;
    if (description.length > most)
      yield differs(
        "description-length",
        `The description has ${thousands(description.length)} characters and is cut at ${thousands(most)}.`,
      );
  },
  *agent(agent) {
    if (!readsAgent(agent.path, agent.dialect)) {
      yield {
        code: "place",
        outcome: "not-read",
        says: "Copilot reads agents from .github/agents, .claude/agents and plugins.",
      };
      return;
    }
    if (agent.kind !== "agent") return;
    const length = lengthOf(agent.source.text.slice(agent.body.start, agent.body.end));
    const most = copilot.agentCharacters.value;
    if (length > most) yield unknown("body", `The prompt has ${thousands(length)} of ${thousands(most)} characters.`);
  },
};

function readsAgent(path: string, dialect: string | undefined): boolean {
  return dialect === "copilot" || dialect === undefined || /(?:^|\/)\.claude\/agents\//.test(path);
}

const dropped = (code: Reason["code"], says: string): Reason => ({ code, outcome: "dropped", says });
const differs = (code: Reason["code"], says: string): Reason => ({ code, outcome: "differs", says });
const unknown = (code: Reason["code"], says: string): Reason => ({ code, outcome: "unknown", says });
