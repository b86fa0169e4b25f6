import { describe, expect, test } from "vitest";
import { catalogueOf } from "../../../src/catalogue/offer.ts";
import { newSearchIndex } from "../../../src/catalogue/search-index.ts";
import { collisionsOf } from "../../../src/catalogue/triggers/collisions.ts";
import { judgeSets } from "../../../src/catalogue/triggers/judge-sets.ts";
import { decide, trialsNeeded } from "../../../src/catalogue/triggers/needed.ts";
import { triggerSets } from "../../../src/catalogue/triggers/trigger-sets.ts";
import { weakenedSets } from "../../../src/catalogue/triggers/weakened-sets.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

const skill = (name: string, description: string): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`;
const COMMIT = { "skills/commit/SKILL.md": skill("commit", "Writes the message for what was staged.") };
const queries = (...all: readonly (readonly [string, boolean])[]): string =>
  JSON.stringify(all.map(([query, should_trigger]) => ({ query, should_trigger })));

async function judged(files: Readonly<Record<string, string>>, target = 0.9) {
  const repository = await inventoryOf(files);
  const catalogue = catalogueOf(repository);
  const index = newSearchIndex();
  index.update(catalogue);
  const sets = triggerSets(repository, catalogue);
  return { ...judgeSets(index, sets, target), sets, collisions: collisionsOf(index, catalogue) };
}

describe("a trigger set", () => {
  test("is read in both forms, for the skill that it lies below", async () => {
    const { sets } = await judged({
      ...COMMIT,
      "skills/commit/evals/trigger-eval.json": queries(["message", true], ["ship it", false]),
      "skills/commit/evals/evals.json": '{ "skill_name": "commit", "evals": [{ "prompt": "staged" }, { "id": 2 }] }',
    });
    expect(
      sets.map(({ skill: { name }, prompts }) => [name, prompts.map(({ prompt, wanted }) => [prompt, wanted])]),
    ).toEqual([
      ["commit", [["staged", true]]],
      [
        "commit",
        [
          ["message", true],
          ["ship it", false],
        ],
      ],
    ]);
  });

  test("is none in other forms, or where nobody knows whose it is", async () => {
    const { sets } = await judged({
      ...COMMIT,
      "skills/commit/evals/other.json": '[{ "query": 3, "should_trigger": true }, { "query": "a" }, "b"]',
      "evals/evals.json": '{ "skill_name": "gone", "evals": [{ "prompt": "staged" }] }',
    });
    expect(sets).toEqual([]);
  });
});

describe("prompts", () => {
  test("find their skill among the first three, and say who is in front", async () => {
    const { skills, pooled } = await judged({
      ...COMMIT,
      ...Object.fromEntries(
        ["one", "two", "three"].map((name) => [
          `skills/${name}/SKILL.md`,
          skill(name, `Deploys the service, ${name}.`),
        ]),
      ),
      "skills/commit/evals/trigger-eval.json": queries(
        ["write the message", true],
        ["deploy the service and write", true],
        ["deploy", false],
      ),
    });
    expect(skills.map(({ answered }) => answered)).toMatchObject([
      [
        { found: true, place: 1, words: ["write", "message"] },
        { found: false, place: 4, rival: { name: "one" } },
        { wanted: false, found: false },
      ],
    ]);
    expect(pooled).toMatchObject({ found: 1, asked: 2, decision: "inconclusive" });
  });

  test("by the name alone are told apart", async () => {
    const set = { "skills/commit/evals/trigger-eval.json": queries(["commit", true]) };
    expect((await judged({ ...COMMIT, ...set })).skills).toMatchObject([{ byNameOnly: true }]);
    const said = skill("commit", "Writes the message of a commit.");
    expect((await judged({ "skills/commit/SKILL.md": said, ...set })).skills).toMatchObject([{ byNameOnly: false }]);
  });

  test("find a skill whose copy lies in the folder of another client", async () => {
    const text = COMMIT["skills/commit/SKILL.md"];
    const copies = ["a", "b", "c", "d"].map((folder) => [`${folder}/.claude/skills/commit/SKILL.md`, text]);
    const { skills } = await judged({
      ...COMMIT,
      ...Object.fromEntries(copies),
      "skills/commit/evals/trigger-eval.json": queries(["staged message", true]),
    });
    expect(skills).toMatchObject([{ share: { found: 1, asked: 1 } }]);
  });
});

// Wilson at 95 %, by hand: of n successes in n trials the interval begins at n / (n + 3.8415).
describe("a share", () => {
  test.each([
    [35, 35, "pass"], // 35 / 38.84 = 0.901
    [34, 34, "inconclusive"], // 34 / 37.84 = 0.899
    [0, 4, "fail"], // ends at 3.84 / 7.84 = 0.49
    [0, 0, "inconclusive"],
  ] as const)("of %i in %i against 0.9: %s", (found, asked, decision) => {
    expect(decide(found, asked, 0.9)).toBe(decision);
  });

  test("says how many prompts would decide", () => {
    expect(trialsNeeded(10, 10, 0.9)).toBe(35);
    expect(trialsNeeded(9, 10, 0.9)).toBeUndefined();
  });
});

describe("a collision", () => {
  test("is two descriptions with nearly the same words, told once", async () => {
    const { collisions } = await judged({
      "skills/py/SKILL.md": skill("verifier-py", "Verifies that an application of the kit is configured, in Python."),
      "skills/ts/SKILL.md": skill(
        "verifier-ts",
        "Verifies that an application of the kit is configured, in TypeScript.",
      ),
      "skills/ship/SKILL.md": skill("ship", "Deploys the service to production."),
    });
    expect(collisions.map(({ one, other }) => [one.name, other.name].toSorted())).toEqual([
      ["verifier-py", "verifier-ts"],
    ]);
  });

  test("is no copy, and none between a skill and a subagent", async () => {
    const text = "Deploys the service to production.";
    const { collisions } = await judged({
      ".claude/skills/ship/SKILL.md": skill("ship", text),
      ".agents/skills/ship/SKILL.md": skill("ship", text),
      ".claude/agents/release.md": skill("release", text),
    });
    expect(collisions).toEqual([]);
  });
});

test("what a trigger set asks less than before is told", async () => {
  const path = "skills/commit/evals/trigger-eval.json";
  const before = await judged({ ...COMMIT, [path]: queries(["message", true], ["staged", true], ["deploy", false]) });
  const turned = await judged({ ...COMMIT, [path]: queries(["message", true], ["staged", false], ["new", true]) });
  expect(weakenedSets(before.sets, turned.sets)).toEqual([
    '1 of 2 prompts that have to find the skill "commit" are asked no more.',
  ]);
  expect(weakenedSets(before.sets, [])).toHaveLength(1);
  expect(weakenedSets(before.sets, before.sets)).toEqual([]);
});
