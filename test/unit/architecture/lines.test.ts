import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { pages } from "../../support/pages.ts";
import { type SourceModule, sourceModules } from "../../support/source-imports.ts";

const WIDTH = 120;

/** Addresses cannot be broken, and count for nothing. */
const isTooLong = (line: string): boolean => line.replaceAll(/https?:\/\/[^\s)>]+/g, "").length > WIDTH;

/** The lines of a module on which comments stand, with their numbers. */
function commentLines({ file, text }: SourceModule): readonly (readonly [number, string])[] {
  const lines = text.split("\n");
  const lineOf = (at: number): number => text.slice(0, at).split("\n").length;
  return parseSync(file, text).comments.flatMap(({ start, end }) =>
    lines.slice(lineOf(start) - 1, lineOf(end)).map((line, index) => [lineOf(start) + index, line] as const),
  );
}

test("comments have at most 120 columns", () => {
  const long = sourceModules
    .filter(({ file }) => file.endsWith(".ts"))
    .flatMap((one) =>
      commentLines(one).flatMap(([number, line]) => (isTooLong(line) ? [`${one.file}:${number}: ${line}`] : [])),
    );
  expect(long).toEqual([]);
});

test("the prose of pages has at most 120 columns", () => {
  const long = pages.flatMap(({ file, prose }) =>
    prose.flatMap((line, index) => (isTooLong(line) ? [`${file}:${index + 1}: ${line}`] : [])),
  );
  expect(long).toEqual([]);
});
