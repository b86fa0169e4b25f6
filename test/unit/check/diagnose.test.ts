import { describe, expect, test } from "vitest";
import { diagnose } from "../../../src/check/diagnose.ts";
import { CLIENTS } from "../../../src/model/client.ts";
import { defineArtifactRule, defineRepositoryRule } from "../../../src/model/rule.ts";
import { rules } from "../../../src/rules/index.ts";
import { examineTexts } from "../../support/examine-texts.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

describe("a body that is not read", () => {
  const DEEP = `${">".repeat(200)} a\n`;
  const LONG = "a long line of prose\n".repeat(60_000);

  async function reported(text: string): Promise<readonly string[]> {
    const found = await examineTexts({ "AGENTS.md": text }, rules);
    return found.map(({ rule, line }) => `${rule} ${line}`);
  }

  test.each([
    ["too deep", `# A\n\n${DEEP}`, "file/nesting 3"],
    ["too long", `# A\n\n${LONG}`, "file/size 1"],
  ])("is reported where a rule asked what is in it: %s", async (_name, text, expected) => {
    expect(await reported(`${text}\n[notes](./missing.md)\n`)).toContain(expected);
  });

  test("is nobody's concern where no rule asked", async () => {
    const quiet = rules.filter(({ id }) => id.startsWith("file/"));
    expect(await examineTexts({ "AGENTS.md": `${DEEP}\n[notes](./missing.md)\n` }, quiet)).toEqual([]);
  });
});

describe("a rule that finds no end of things in a file", () => {
  const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
  const FILES = { "AGENTS.md": "a", "b/AGENTS.md": "b" };
  const message = "There is more of this than 1000 findings can say; the rest is left out.";
  const byArtifact = defineArtifactRule({
    ...facts,
    id: "test/endless",
    on: ["instructions"],
    severity: "warning",
    *check() {
      for (;;) yield { message: "Again." };
    },
  });
  const ofRepository = defineRepositoryRule({
    ...facts,
    id: "test/very-many",
    severity: "warning",
    *check({ artifacts }) {
      for (const artifact of artifacts) for (let at = 0; at < 3000; at += 1) yield { artifact, message: "Again." };
    },
  });

  test.each([byArtifact, ofRepository])("says so once for the rest of it: $scope", async (rule) => {
    const found = await examineTexts(FILES, [rule]);
    expect(found).toHaveLength(2 * 1001);
    expect(found.filter((one) => one.message === message).map(({ path, severity }) => [path, severity])).toEqual([
      ["AGENTS.md", "warning"],
      ["b/AGENTS.md", "warning"],
    ]);
  });
});

test("a rule is asked about the artifacts that have what it looks at, whichever rules stand around it", async () => {
  const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
  const below = (folder: string) => (artifact: { readonly path: string }) => artifact.path.startsWith(folder);
  const [inA, inB] = [below("a/"), below("b/")];
  const named = (name: string, where?: typeof inA) =>
    defineArtifactRule({
      ...facts,
      id: `test/${name}`,
      on: ["instructions"],
      severity: "warning",
      ...(where && { where }),
      check: () => [{ message: name }],
    });
  const rulesInTurn = [named("one", inA), named("two", inA), named("three"), named("four", inB), named("five", inA)];
  const found = await examineTexts({ "a/AGENTS.md": "a", "b/AGENTS.md": "b", "c/AGENTS.md": "c" }, rulesInTurn);
  const said = (folder: string) =>
    found.flatMap(({ path, message }) => (path === `${folder}/AGENTS.md` ? [message] : [])).toSorted();
  expect(said("a")).toEqual(["five", "one", "three", "two"]);
  expect(said("b")).toEqual(["four", "three"]);
  expect(said("c")).toEqual(["three"]);
});

describe("options that overrides give a rule of the whole repository", () => {
  const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
  const rule = defineRepositoryRule({
    ...facts,
    id: "test/bytes",
    severity: "warning",
    options: { max: 5, unit: "bytes" },
    *check({ artifacts }, { max, unit }) {
      for (const artifact of artifacts)
        if (artifact.source.bytes > max) yield { artifact, message: `more than ${max} ${unit}` };
      yield { message: `at most ${max} ${unit}` };
    },
  });
  const FILES = { "AGENTS.md": "123456", "a/AGENTS.md": "123456", "a/b/AGENTS.md": "123456", "c/AGENTS.md": "123456" };
  const override = (folder: string, options: Record<string, number | string>) => ({
    applies: (path: string) => path.startsWith(folder),
    rules: { "test/bytes": { options } },
  });

  test("hold for the files that they are for, also several on top of each other", async () => {
    const overrides = [
      override("a/", { max: 6 }),
      override("a/b/", { max: 3, unit: "B" }),
      override("c/", { unit: "B" }),
    ];
    const found = await examineTexts(FILES, [rule], { overrides });
    expect(found.map(({ path, message }) => [path, message])).toEqual([
      [undefined, "at most 5 bytes"],
      ["AGENTS.md", "more than 5 bytes"],
      ["a/b/AGENTS.md", "more than 3 B"],
      ["c/AGENTS.md", "more than 5 B"],
    ]);
  });

  test("are the same in whatever order they are written", async () => {
    const own = { "test/bytes": { options: { max: 4, unit: "B" } } };
    const found = await examineTexts(FILES, [rule], { rules: own, overrides: [override("", { unit: "B", max: 4 })] });
    expect(found.map(({ path }) => path)).toEqual([undefined, ...Object.keys(FILES)]);
  });

  test("leave a rule off where they switch it off", async () => {
    const off = { applies: (path: string) => path.startsWith("a/"), rules: { "test/bytes": "off" as const } };
    const found = await examineTexts(FILES, [rule], { overrides: [override("a/b/", { max: 1 }), off] });
    expect(found.map(({ path }) => path)).toEqual([undefined, "AGENTS.md", "c/AGENTS.md"]);
  });
});

describe("a rule that looks at one artifact after the other", () => {
  const skill = (name: string, more: string): string =>
    `---\nname: ${name}\ndescription: Tidies the room when asked to.\n---\n\n${more}\n`;
  const TEXTS = {
    "skills/a/SKILL.md": skill("a", "[gone](gone.md)"),
    "skills/a/inner/SKILL.md": skill("inner", "Read [more](references/more.md)."),
    "skills/a/inner/references/more.md": "More.\n",
    "skills/a/references/lost.md": "Nobody names it.\n",
    "skills/b/SKILL.md": skill("b", "[gone](gone.md)"),
  };

  test("says of what is selected the same as of all", async () => {
    const head = await inventoryOf(TEXTS);
    const local = rules.filter((rule) => rule.scope === "repository" && rule.local);
    const severities = Object.fromEntries(local.map(({ id }) => [id, "warning" as const]));
    const policy = { clients: [...CLIENTS], rules: severities, overrides: [] };
    const all = diagnose({ head }, local, policy);
    expect(all.length).toBeGreaterThan(2);
    for (const selected of Object.keys(TEXTS)) {
      const some = diagnose({ head }, local, policy, (path) => path === selected);
      const of = (path: string | undefined): boolean => path === selected;
      expect(some.filter(({ path }) => of(path))).toEqual(all.filter(({ path }) => of(path)));
    }
  });
});
