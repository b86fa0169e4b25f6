import type { TriggerSet } from "./trigger-set.ts";

/** What trigger sets ask for less than before, in whole sentences. */
export function weakenedSets(before: readonly TriggerSet[], after: readonly TriggerSet[]): readonly string[] {
  return [...askedOf(before)].flatMap(([path, { name, prompts }]) => {
    const now = askedOf(after).get(path)?.prompts ?? new Set();
    const gone = [...prompts].filter((prompt) => !now.has(prompt)).length;
    if (gone === 0) return [];
    return [`${gone} of ${prompts.size} prompts that have to find the skill "${name}" are asked no more.`];
  });
}

/** The prompts that are a skill's own, by its path. */
function askedOf(
  sets: readonly TriggerSet[],
): ReadonlyMap<string, { readonly name: string; readonly prompts: ReadonlySet<string> }> {
  const asked = new Map<string, { readonly name: string; readonly prompts: Set<string> }>();
  for (const { skill, prompts } of sets) {
    const known = asked.get(skill.path) ?? { name: skill.name, prompts: new Set<string>() };
    for (const { prompt, wanted } of prompts) if (wanted) known.prompts.add(prompt);
    asked.set(skill.path, known);
  }
  return asked;
}
