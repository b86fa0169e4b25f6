import { expect, test } from "vitest";
import { headImports } from "../../../src/inventory/texts/head-imports.ts";

const shown = (text: string): readonly string[] =>
  headImports(text).map(({ from, at, isUsed }) => {
    expect(text.slice(at.start, at.end)).toBe(from);
    return `${from}${isUsed ? "" : " unused"}`;
  });

test("finds imports of every form, with comments between them", () => {
  const text = [
    "#!/usr/bin/env bun",
    "/* several */ // comments",
    'import "./a";',
    "import b, { c as d,",
    "  e } from './b'",
    'import * as f from "./f.js"; export * from "./g";',
    "export {",
    "  h, // which isn't i",
    '  type j, /* from "./j" */',
    '} from "./h";',
    "export default [b, d, f];",
  ].join("\n");
  expect(shown(text)).toEqual(["./a", "./b", "./f.js", "./g", "./h"]);
});

test("looks for names further down, by which they are called there", () => {
  const text = 'import { a as b } from "./a"; import c from "./c"; import * as d from "./d"; a(); c(); ';
  expect(shown(text)).toEqual(["./a unused", "./c", "./d unused"]);
});

test("leaves types out, and finds what is called type", () => {
  const text = [
    'import type { A } from "./a";',
    'export type { B } from "./b";',
    'import { type C } from "./c";',
    'import type from "./type";',
    'export { type D } from "./d";',
    "type C = typeof type;",
  ].join("\n");
  expect(shown(text)).toEqual(["./c unused", "./type", "./d unused"]);
});

test.each([
  ['export const text = "./a";\nimport "./b";'],
  ['export default "./a";'],
  ["const text = `\nimport './a';\n`;"],
  ['import("./a");'],
  ["import.meta.url;"],
  ['imports "./a"'],
  ["import './a"],
  [""],
])("finds nothing in %j", (text) => expect(shown(text)).toEqual([]));

test("reads long texts in the time that they are long", () => {
  const many = 200_000;
  for (const text of [
    `import ${"a,".repeat(many)}`,
    `import ${"from ".repeat(many)}`,
    "/*".repeat(many),
    `import ${"/**/".repeat(many)}`,
    `import ${"/*".repeat(many)}`,
    `import ${"//\n".repeat(many)}`,
    `/*${"*".repeat(many)}`,
    "\n".repeat(many),
    `import ${" ".repeat(many)}x`,
    'import "./a";'.repeat(many),
  ])
    expect(headImports(text).length).toBeLessThanOrEqual(many);
});
