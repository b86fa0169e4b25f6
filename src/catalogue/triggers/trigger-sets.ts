import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import type { Repository } from "../../model/rule.ts";
import type { Offer } from "../offer.ts";
import { evalCaseSets } from "./eval-cases.ts";
import { hasEvalCases } from "./has-eval-cases.ts";
import type { TriggerPrompt, TriggerSet } from "./trigger-set.ts";

/**
 * The trigger sets of a repository, in the order of their files: lists of `query` and `should_trigger`, and the prompts
 * of `evals`, which are the skill's own; then the cases of `claude plugin eval`. A file belongs to the skill above its
 * folder, else to the one that it names.
 */
export function triggerSets(repository: Repository, catalogue: readonly Offer[]): readonly TriggerSet[] {
  const skills = catalogue.filter(({ kind }) => kind === "skill");
  const sets = repository.of("evals").flatMap((file): readonly TriggerSet[] => {
    const prompts = file.data ? promptsOf(file.data) : [];
    const skill = skillOf(file, skills);
    return skill && prompts.length > 0 ? [{ path: file.path, skill, prompts }] : [];
  });
  return hasEvalCases(repository) ? [...sets, ...evalCaseSets(repository, skills)] : sets;
}

function promptsOf(data: DataNode): readonly TriggerPrompt[] {
  if (data.kind === "list")
    return data.items.flatMap((item) => {
      const [query, wanted] = [entryOf(item, "query")?.value, entryOf(item, "should_trigger")?.value];
      return query?.kind === "string" && wanted?.kind === "boolean"
        ? [{ prompt: query.value, wanted: wanted.value }]
        : [];
    });
  const evals = entryOf(data, "evals")?.value;
  if (evals?.kind !== "list") return [];
  return evals.items.flatMap((item) => {
    const prompt = entryOf(item, "prompt")?.value;
    return prompt?.kind === "string" ? [{ prompt: prompt.value, wanted: true }] : [];
  });
}

function skillOf({ path, data }: ArtifactOf<"evals">, skills: readonly Offer[]): Offer | undefined {
  const folder = /^(.*?)\/?evals\//.exec(path)?.[1] ?? "";
  const beside = skills.find((skill) => skill.path === (folder === "" ? "SKILL.md" : `${folder}/SKILL.md`));
  const named = entryOf(data, "skill_name")?.value;
  return beside ?? (named?.kind === "string" ? skills.find(({ name }) => name === named.value) : undefined);
}
