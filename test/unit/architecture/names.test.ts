import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { sourceModules } from "../../support/source-imports.ts";

/** Every room has these two, under the same names: what may be configured of it, and which change of that lets more through. */
const OF_EVERY_ROOM = new Set(["settings", "weakens"]);

/** The names that a module gives to what it makes itself, types included. */
function exportsOf(file: string, text: string): readonly string[] {
  return parseSync(file, text).module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, exportName: { name } }) => (moduleRequest || !name ? [] : name)),
  );
}

test("an exported name means one thing", () => {
  const places = new Map<string, string[]>();
  for (const { file, text } of sourceModules)
    for (const name of exportsOf(file, text)) places.set(name, [...(places.get(name) ?? []), file]);
  const twice = [...places].filter(([name, files]) => files.length > 1 && !OF_EVERY_ROOM.has(name));
  expect(twice.map(([name, files]) => `${name}: ${files.join(", ")}`)).toEqual([]);
});
