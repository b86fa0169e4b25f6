import { expect, test } from "vitest";
import { openFolder } from "../../src/host/files/folder.ts";
import { takeInventory } from "../../src/inventory/take-inventory.ts";
import { KINDS } from "../../src/model/artifact.ts";
import { written } from "../support/corpus.ts";

test("the repositories of test/fixtures have a file of every kind, for contracts to be held against in every clone", async () => {
  const inventories = await Promise.all(
    written.map(({ path }) => takeInventory(openFolder(path), { ignored: () => false }, { outline: false })),
  );
  const kinds = new Set<string>(inventories.flatMap(({ artifacts }) => artifacts.map(({ kind }) => kind)));
  expect(Object.keys(KINDS).filter((kind) => !kinds.has(kind))).toEqual([]);
});
