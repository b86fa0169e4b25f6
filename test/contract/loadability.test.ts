import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { validate } from "skills-ref";
import { describe, expect, test } from "vitest";
import { loadability } from "../../src/context/loadability.ts";
import { corpora, skillFiles } from "../support/corpus.ts";
import { inventoryOf } from "../support/inventory-of.ts";

/** The column `skills-ref` of `agent-ci clients` against the program itself. */
describe.each(corpora)("the matrix and skills-ref on $name", ({ path }) => {
  const files = skillFiles(path);
  test(`agree on its ${files.length} skills`, async () => {
    const disagree: string[] = [];
    for (const file of files) {
      const at = `skills/${basename(dirname(file))}/SKILL.md`;
      const [row] = loadability(await inventoryOf({ [at]: readFileSync(file, "utf8") }), ["skills-ref"]);
      const refused = (await validate(dirname(file))).length > 0;
      if (refused !== (row?.loadings[0]?.outcome === "dropped")) disagree.push(file);
    }
    expect(disagree).toEqual([]);
  });
});
