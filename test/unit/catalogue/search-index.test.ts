import { describe, expect, test } from "vitest";
import { catalogueOf, type Offer } from "../../../src/catalogue/offer.ts";
import { newSearchIndex } from "../../../src/catalogue/search-index.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

const skill = (name: string, description: string): readonly [string, string] => [
  `.claude/skills/${name}/SKILL.md`,
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`,
];

async function catalogue(...skills: readonly (readonly [string, string])[]): Promise<readonly Offer[]> {
  return catalogueOf(await inventoryOf(Object.fromEntries(skills)));
}

const COMMIT = skill("git-commit", "Writes the message of a commit from what is staged.");
const DEPLOY = skill("ship", "Deploys the service to production, and watches it.");
const SCALE = skill("scale", "Scales the deployed service.");

describe("a search", () => {
  test("finds a skill by another form of a word, and says which word it was", async () => {
    const index = newSearchIndex();
    index.update(await catalogue(COMMIT, DEPLOY, SCALE));
    const [first, ...others] = index.search("please deploy our services in production", 5);
    expect(first).toMatchObject({
      offer: { name: "ship" },
      words: ["deploy", "services", "production"],
      byDescription: true,
    });
    expect(others.map(({ offer }) => offer.name)).toEqual(["scale"]);
  });

  test("knows a word of the name from one of the description", async () => {
    const index = newSearchIndex();
    index.update(await catalogue(COMMIT));
    expect(index.search("git", 1)).toMatchObject([{ byDescription: false }]);
    expect(index.search("staged", 1)).toMatchObject([{ byDescription: true }]);
  });

  test("finds nothing by words that say nothing, nor in a catalogue without the word", async () => {
    const index = newSearchIndex();
    index.update(await catalogue(COMMIT));
    expect(index.search("what should I do with this?", 5)).toEqual([]);
    expect(index.search("kubernetes", 5)).toEqual([]);
    expect(index.search("", 5)).toEqual([]);
  });

  test("puts equals in the order of their paths, whatever order they came in", async () => {
    const [one, other] = await catalogue(skill("b-tests", "Runs."), skill("a-tests", "Runs."));
    const index = newSearchIndex();
    index.update([other, one].flatMap((offer) => offer ?? []));
    expect(index.search("tests", 2).map(({ offer }) => offer.name)).toEqual(["a-tests", "b-tests"]);
  });

  test("prefers who has more of the words", async () => {
    const index = newSearchIndex();
    index.update(await catalogue(skill("one", "Lints files."), skill("two", "Lints the styles of web pages.")));
    expect(index.search("lint the styles", 1)).toMatchObject([{ offer: { name: "two" } }]);
  });
});

describe("an index that is kept", () => {
  test("never finds a changed skill by its old text", async () => {
    const index = newSearchIndex();
    index.update(await catalogue(COMMIT, DEPLOY, SCALE));
    index.update(await catalogue(skill("git-commit", "Signs tags."), DEPLOY, SCALE));
    expect(index.search("staged message", 5)).toEqual([]);
    expect(index.search("sign a tag", 5)).toMatchObject([{ offer: { description: "Signs tags." } }]);
  });

  test("finds what is new and not what is gone, and scores like an index that began with it", async () => {
    const kept = newSearchIndex();
    kept.update(await catalogue(COMMIT, DEPLOY));
    const now = await catalogue(DEPLOY, SCALE);
    kept.update(now);
    const fresh = newSearchIndex();
    fresh.update(now);
    expect(kept.search("the commit of a deployed service", 5)).toEqual(
      fresh.search("the commit of a deployed service", 5),
    );
  });

  test("scores like a new one after many changes", async () => {
    const kept = newSearchIndex();
    for (let round = 0; round < 20; round += 1)
      kept.update(await catalogue(COMMIT, DEPLOY, SCALE, skill(`round-${round}`, `Deploys round ${round}.`)));
    const fresh = newSearchIndex();
    fresh.update(await catalogue(COMMIT, DEPLOY, SCALE, skill("round-19", "Deploys round 19.")));
    expect(kept.search("deploy a round", 5)).toEqual(fresh.search("deploy a round", 5));
  });
});
