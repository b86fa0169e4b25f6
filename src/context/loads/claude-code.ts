import { claudeCode } from "../../clients/claude-code.ts";
import { fieldOf, hasProblem, lengthOf, textOf } from "../fields.ts";
import { thousands } from "../../model/thousands.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { misplaced } from "../skill-places.ts";

/**
 * What Claude Code does with a file: code.claude.com/docs/en/skills and /sub-agents; what is broken beyond reading
 * falls back to what is not (2.1.186).
 */
export const claudeCodeLoads: LoaderRules = {
  *skill({ skill, folder }) {
    yield* misplaced(skill.path, claudeCode.skillPlaces.value);
    if (!skill.path.endsWith("SKILL.md"))
      yield unknown("file-name", "Whether it loads depends on the disk: the file is not called SKILL.md.");
    if (hasProblem(skill, "unreadable", "too-large")) {
      yield dropped("unreadable", "The file cannot be read.");
      return;
    }
    if (!skill.frontmatter?.data) {
      const why = hasProblem(skill, "syntax") ? "The frontmatter is not valid YAML" : "The file has no frontmatter";
      yield differs(
        hasProblem(skill, "syntax") ? "yaml" : "frontmatter",
        `${why}: the folder's name and the first line of the body stand for it.`,
      );
      return;
    }
    const name = textOf(skill, "name");
    if (folder !== undefined && name !== undefined && name !== folder)
      yield differs("name", `The command is called /${folder}, the folder's name; "${name}" is shown in lists.`);
    if (fieldOf(skill, "description").state !== "text")
      yield differs("description", "The first line of the body stands for the description.");
    yield* listed([textOf(skill, "description"), textOf(skill, "when_to_use")].filter((text) => text !== undefined));
  },
  *agent(agent) {
    if (agent.dialect !== "claude-code" && agent.dialect !== undefined) {
      yield {
        code: "place",
        outcome: "not-read",
        says: "Claude Code reads agents from .claude/agents and from plugins.",
      };
      return;
    }
    if (agent.kind !== "agent" || !agent.frontmatter) {
      yield dropped("frontmatter", "The file has no frontmatter.");
      return;
    }
    if (hasProblem(agent, "syntax")) {
      yield differs("yaml", "The frontmatter is not valid YAML, and only some versions repair it.");
      return;
    }
    for (const name of claudeCode.agentRequired.value)
      if (fieldOf(agent, name).state !== "text")
        yield { ...dropped(name, `The agent has no ${name}.`), at: agent.frontmatter.range };
  },
};

function* listed(texts: readonly string[]): Generator<Reason> {
  const length = lengthOf(texts.join(" "));
  const most = claudeCode.skillListingDescription.value;
  if (length > most)
    yield differs(
      "description-length",
      `The description has ${thousands(length)} characters; its list shows ${thousands(most)}.`,
    );
}

const dropped = (code: Reason["code"], says: string): Reason => ({ code, outcome: "dropped", says });
const differs = (code: Reason["code"], says: string): Reason => ({ code, outcome: "differs", says });
const unknown = (code: Reason["code"], says: string): Reason => ({ code, outcome: "unknown", says });
