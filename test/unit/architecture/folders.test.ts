import { globSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

/** A stranger finds a file by its folder: more than these are a heap. */
const MOST = 30;

test("no folder of src/ has more than 30 files", () => {
  const counts = new Map<string, number>();
  for (const file of globSync("src/**/*.{ts,js}")) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const heaps = [...counts].filter(([folder, files]) => files > MOST && !folder.startsWith("src/rules/"));
  expect(heaps).toEqual([]);
});
