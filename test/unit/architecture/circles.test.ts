import { expect, test } from "vitest";
import { sourceModules } from "../../support/source-imports.ts";

/** Files that reach themselves by what they import, each with the way round. */
function circles(): readonly string[] {
  const imports = new Map(sourceModules.map((one) => [one.file, one.imports]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at !== -1) found.push([...way.slice(at), file].join(" → "));
    if (at !== -1 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const { file } of sourceModules) visit(file, []);
  return found;
}

test("no files import each other in a circle, types included", () => {
  expect(circles()).toEqual([]);
});
