import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import type { Repository } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import type { Offer } from "../offer.ts";

/** What somebody would say, and whether the skill is the one to answer. */
export interface TriggerPrompt {
  readonly prompt: string;
  readonly wanted: boolean;
  /** Where it stands in the file of the set. */
  readonly at: Range;
}

/** The prompts of one file for one skill. */
export interface TriggerSet {
  readonly file: ArtifactOf<"evals">;
  readonly skill: Offer;
  readonly prompts: readonly TriggerPrompt[];
}

/**
 * The trigger sets of a repository, in the order of their files: lists of `query` and `should_trigger`, and the prompts
 * of `evals`, which are the skill's own. A file belongs to the skill above its folder, else to the one that it names.
 */
export function triggerSets(repository: Repository, catalogue: readonly Offer[]): readonly TriggerSet[] {
  const skills = catalogue.filter(({ kind }) => kind === "skill");
  return repository.of("evals").flatMap((file): readonly TriggerSet[] => {
    const prompts = file.data ? promptsOf(file.data) : [];
    const skill = skillOf(file, skills);
    return skill && prompts.length > 0 ? [{ file, skill, prompts }] : [];
  });
}

function promptsOf(data: DataNode): readonly TriggerPrompt[] {
  if (data.kind === "list")
    return data.items.flatMap((item) => {
      const [query, wanted] = [entryOf(item, "query")?.value, entryOf(item, "should_trigger")?.value];
      return query?.kind === "string" && wanted?.kind === "boolean"
        ? [{ prompt: query.value, wanted: wanted.value, at: query.range }]
        : [];
    });
  const evals = entryOf(data, "evals")?.value;
  if (evals?.kind !== "list") return [];
  return evals.items.flatMap((item) => {
    const prompt = entryOf(item, "prompt")?.value;
    return prompt?.kind === "string" ? [{ prompt: prompt.value, wanted: true, at: prompt.range }] : [];
  });
}

function skillOf({ path, data }: ArtifactOf<"evals">, skills: readonly Offer[]): Offer | undefined {
  const folder = /^(.*?)\/?evals\//.exec(path)?.[1] ?? "";
  const beside = skills.find((skill) => skill.path === (folder === "" ? "SKILL.md" : `${folder}/SKILL.md`));
  const named = entryOf(data, "skill_name")?.value;
  return beside ?? (named?.kind === "string" ? skills.find(({ name }) => name === named.value) : undefined);
}
