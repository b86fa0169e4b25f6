import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { thousands } from "../../model/numbers.ts";
import { codePoints, textIn } from "../fields.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { readPlace } from "./read-place.ts";
import { dropped, differs } from "./reasons.ts";
import { unread } from "./unread.ts";

const READING = SKILL_READINGS["claude-code"];

/** What Claude Code does with a file, beyond the table: how it calls a skill, and where its list cuts it. */
export const claudeCodeLoads: LoaderRules = {
  *skill(subject) {
    const { skill, path, folder } = subject;
    yield* readPlace(subject, READING);
    if (!path.endsWith("SKILL.md")) yield dropped("file-name", "The file is not called SKILL.md.");
    if (yield* unread(skill)) return;
    const found = yield* takeFrontmatter(skill, READING.frontmatter);
    if (!found) return;
    const name = textIn(found.data, "name");
    if (folder !== undefined && name !== undefined && name !== folder)
      yield differs("name", `The command is called /${folder}, the folder's name; "${name}" is shown in lists.`);
    yield* readFields(found, READING.frontmatter, "skill");
    const texts = [textIn(found.data, "description"), textIn(found.data, "when_to_use")];
    yield* listed(texts.filter((text) => text !== undefined));
  },
  agent: (subject) => readAgent(subject, AGENT_READINGS["claude-code"]),
};

function* listed(texts: readonly string[]): Generator<Reason> {
  const length = codePoints(texts.join(" "));
  const most = claudeCodeFacts.skillListingDescription.value;
  if (length > most)
    yield differs(
      "description-length",
      `The description has ${thousands(length)} characters; its list shows ${thousands(most)}.`,
    );
}
