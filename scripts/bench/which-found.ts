import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueOf } from "../../src/catalogue/offer.ts";
import { newSearchIndex } from "../../src/catalogue/search-index.ts";
import { inventoryOf } from "../../test/support/inventory-of.ts";

/** How many prompts of a set find their skill as the first, among three, among five. */
export interface Placed {
  readonly set: string;
  readonly prompts: number;
  readonly placed: readonly number[];
}

const SETS = ["activation", "confusion"];
const PLACES = [1, 3, 5];

/**
 * The prompts that the authors of novotnyllc/dotnet-marketplace wrote for their 131 skills, and kept beside what a model
 * made of them; undefined where that repository is not there.
 */
export async function foundByPrompts(folder: string): Promise<readonly Placed[] | undefined> {
  const skills = join(folder, "skills");
  if (!existsSync(skills)) return undefined;
  const files = readdirSync(skills).flatMap((name) => {
    const path = join(skills, name, "SKILL.md");
    return existsSync(path) ? [[`skills/${name}/SKILL.md`, readFileSync(path, "utf8")] as const] : [];
  });
  const index = newSearchIndex();
  index.update(catalogueOf(await inventoryOf(Object.fromEntries(files))));
  return SETS.map((set) => {
    const positive = casesOf(join(folder, "tests/evals/baselines", `${set}_baseline.json`));
    const ranks = positive.map(({ prompt, wanted }) =>
      index.search(prompt, 5).findIndex(({ offer }) => wanted.includes(offer.name)),
    );
    const placed = PLACES.map((place) => ranks.filter((rank) => rank !== -1 && rank < place).length);
    return { set, prompts: positive.length, placed };
  });
}

interface Asked {
  readonly user_prompt: string;
  readonly expected_skill?: string | null;
  readonly expected_skills?: readonly string[];
  readonly acceptable_skills?: readonly string[];
}

function casesOf(path: string): readonly { readonly prompt: string; readonly wanted: readonly string[] }[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of a repository that is pinned
  const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly Asked[] };
  return cases.flatMap(
    ({ user_prompt: prompt, expected_skill: one, expected_skills: all, acceptable_skills: others }) => {
      const expected = all ?? (one === undefined || one === null ? [] : [one]);
      return expected.length === 0 ? [] : [{ prompt, wanted: [...expected, ...(others ?? [])] }];
    },
  );
}
