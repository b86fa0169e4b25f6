import { expect, test } from "vitest";
import { LOADED_TOGETHER } from "../../../scripts/build/loaded-together.ts";
import { sourceModules } from "../../support/source-imports.ts";

const modules = new Map(sourceModules.map((one) => [one.file, one]));

/** What every run that judges loads, each with who loads it; undefined where the build names it. */
function loadedInEachRun(): ReadonlyMap<string, string | undefined> {
  const named = [...modules.keys()].filter((file) => LOADED_TOGETHER.some(({ test: isNamed }) => isNamed(`/${file}`)));
  const by = new Map<string, string | undefined>(named.map((file) => [file, undefined]));
  // A map goes on to what is added to it meanwhile.
  for (const file of by.keys())
    for (const next of modules.get(file)?.loads ?? []) if (!by.has(next)) by.set(next, file);
  return by;
}

test("what one of them loads only when it is needed no other one loads at once", () => {
  const by = loadedInEachRun();
  const loaded = [...by.keys()].flatMap((file) => modules.get(file) ?? []);
  const both = loaded.flatMap(({ file, loadsLater }) =>
    loadsLater.flatMap((later) => {
      const other = by.get(later);
      return other === undefined ? [] : [`${file} needs ${later} later, and ${other} at once`];
    }),
  );
  expect(loaded.length).toBeGreaterThan(LOADED_TOGETHER.length);
  expect(both).toEqual([]);
});
