import { claudeCodeFacts } from "../clients/claude-code.ts";
import { codexFacts } from "../clients/codex.ts";
import { copilotFacts } from "../clients/copilot.ts";
import { cursorFacts } from "../clients/cursor.ts";
import type { Fact } from "../clients/fact.ts";
import { geminiCliFacts } from "../clients/gemini-cli.ts";
import { folderOf, layoutOf } from "../inventory/places/layout.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import type { Loaded } from "./loaded.ts";
import { entriesOf } from "./install-sets.ts";
import type { Reader } from "./instruction-files.ts";
import { skillLoading } from "./loadability.ts";
import { treeOf } from "./tree.ts";

type Skill = ArtifactOf<"skill">;

const LISTING: Readonly<Record<Reader, Fact>> = {
  "claude-code": claudeCodeFacts.skillListingDescription,
  codex: codexFacts.skillListingCharacters,
  copilot: copilotFacts.skillListing,
  cursor: cursorFacts.skillListing,
  "gemini-cli": geminiCliFacts.skillListing,
};
const BODY: Readonly<Record<Reader, Fact>> = {
  ...LISTING,
  "claude-code": claudeCodeFacts.skillBody,
  codex: codexFacts.skillFile,
};

/**
 * Skills as a client hands them out:
 * an entry in its list, the text when one is used, the files beside it when asked for.
 */
export function skillParts(repository: Repository, client: Reader, skills: readonly Skill[]): readonly Loaded[] {
  const shown = skills.filter((skill) => {
    const { outcome } = skillLoading(repository, client, skill);
    return outcome !== "dropped" && outcome !== "not-read";
  });
  return entriesOf(repository, client, shown).flatMap(({ skill, name, description }): Loaded[] => [
    {
      when: "always",
      kind: "skill-listing",
      path: skill.path,
      text: `- ${name}: ${description}\n`,
      source: LISTING[client],
      artifact: skill,
    },
    {
      when: "on-trigger",
      kind: "skill",
      path: skill.path,
      text: client === "codex" ? skill.source.text : skill.source.text.slice(skill.body.start),
      source: BODY[client],
      artifact: skill,
    },
    ...references(repository, skill).map(({ path, text }): Loaded => ({
      when: "on-demand",
      kind: "reference",
      path,
      text,
      source: BODY[client],
    })),
  ]);
}

const READABLE = /\.(?:md|mdx|markdown|txt|rst)$/i;
const NOT_MEANT = /(?:^|\/)(?:licen[cs]e|notice|changelog)[^/]*$/i;

/** The texts beside a skill that a model may open: no scripts, which it runs, and no licence. */
export function references(
  repository: Repository,
  skill: Skill,
): readonly { readonly path: string; readonly text: string }[] {
  const tree = treeOf(repository);
  const folder = folderOf(skill.path);
  if (folder === "") return [];
  return layoutOf(repository)
    .below(folder)
    .filter((path) => path !== skill.path && READABLE.test(path) && !NOT_MEANT.test(path))
    .flatMap((path) => {
      const file = tree.at(path);
      return file && file.artifact?.kind !== "skill" ? [{ path: file.path, text: file.text }] : [];
    });
}
