import { codexFacts } from "../clients/codex.ts";
import { artifactAt } from "../inventory/artifact-at.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import { skillLoading } from "./loadability.ts";
import { looksInto } from "./skill-places.ts";
import { waysTo } from "./ways.ts";

/** Where an openai.yaml lies below its skill, or is meant to. */
const BELOW = /(?:^|\/)(?:\.?agents\/)?openai\.yaml$/;

/** Whether Codex tells its model of a skill, or would once it is installed. */
export function listedByCodex(repository: Repository, skill: ArtifactOf<"skill">): boolean {
  const { outcome } = skillLoading(repository, "codex", skill);
  return outcome !== "not-read" && outcome !== "dropped";
}

/** Whether the skill of an openai.yaml is one that Codex lists; where there is no SKILL.md, whether it looks there. */
export function metadataCounts(repository: Repository, metadata: ArtifactOf<"skill-metadata">): boolean {
  const folder = metadata.path.replace(BELOW, "");
  const skill = artifactAt(repository, "skill", folder === "" ? "SKILL.md" : `${folder}/SKILL.md`);
  if (skill) return listedByCodex(repository, skill);
  return waysTo(repository, metadata).some(({ path }) => looksInto(path, codexFacts.skillPlaces.value));
}
