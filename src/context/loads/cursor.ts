import { cursor } from "../../clients/cursor.ts";
import { fieldOf, hasProblem, textOf } from "../fields.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { misplaced } from "../skill-places.ts";

/**
 * What Cursor does with a file:
 * cursor.com/docs/skills says what a skill needs, and not what happens to one that lacks it.
 */
export const cursorLoads: LoaderRules = {
  *skill({ skill, folder }) {
    yield* misplaced(skill.path, cursor.skillPlaces.value);
    if (!skill.path.endsWith("SKILL.md")) yield unknown("file-name", "The file is not called SKILL.md.");
    if (hasProblem(skill, "unreadable", "too-large")) {
      yield { code: "unreadable", outcome: "dropped", says: "The file cannot be read." };
      return;
    }
    if (!skill.frontmatter?.data) {
      yield unknown("frontmatter", "The frontmatter is missing or not valid YAML.");
      return;
    }
    for (const name of cursor.skillRequired.value)
      if (fieldOf(skill, name).state !== "text")
        yield unknown(name, `The skill has no ${name}, which the documentation asks for.`);
    const name = textOf(skill, "name");
    if (folder !== undefined && name !== undefined && name !== folder)
      yield unknown("name", `The documentation asks for a name that is the folder's, "${folder}".`);
  },
  *agent({ path, dialect }) {
    const own = dialect === "cursor" || dialect === undefined || /(?:^|\/)\.claude\/agents\//.test(path);
    if (!own)
      yield {
        code: "place",
        outcome: "not-read",
        says: "Cursor reads agents from .cursor/agents, .claude/agents and plugins.",
      };
  },
};

const unknown = (code: Reason["code"], says: string): Reason => ({ code, outcome: "unknown", says });
