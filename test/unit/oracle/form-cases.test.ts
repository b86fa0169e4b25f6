import { expect, test } from "vitest";
import { formCases } from "../../../scripts/oracle/form-cases.ts";
import { type DataForm, oneOfTexts, TEXT } from "../../../src/clients/forms/data-form.ts";

const filesOf = (form: DataForm, fits: boolean): readonly unknown[] =>
  formCases(form)
    .filter((one) => one.fits === fits)
    .map(({ file }) => file);

test("a text of some is asked about each of them, about another, and about a number", () => {
  expect(filesOf(oneOfTexts("a", "b"), true)).toEqual(["a", "b"]);
  expect(filesOf(oneOfTexts("a", "b"), false)).toEqual([5, "nonesuch"]);
});

test("a number is asked about its bound and a fraction", () => {
  expect(filesOf({ takes: ["number"], whole: true, above: 0 }, false)).toEqual(["x", 0, 1.5]);
});

test("a key is asked about beside those that the map needs, and those without it", () => {
  const form: DataForm = { takes: ["map"], needs: ["a"], keys: { a: TEXT, b: { takes: ["boolean"] } } };
  expect(filesOf(form, false)).toEqual(["x", {}, { a: 5 }, { a: "x", b: "x" }]);
  expect(filesOf(form, true)).toEqual([{ a: "x" }, { a: "x", b: true }]);
});

test("each type of a map is asked about what it needs", () => {
  const form: DataForm = {
    takes: ["map"],
    by: { key: "type", forms: { local: { takes: ["map"], needs: ["command"], keys: { command: TEXT } } } },
  };
  expect(filesOf(form, false)).toEqual([
    "x",
    { type: "nonesuch" },
    { type: "local" },
    { type: "local", command: 5 },
    { type: 5, command: "x" },
    { type: "nonesuch", command: "x" },
  ]);
});

test("a form that stands in two places is asked about in the first", () => {
  const inner: DataForm = { takes: ["map"], keys: { x: TEXT } };
  const form: DataForm = { takes: ["map"], keys: { one: inner, two: inner } };
  expect(filesOf(form, false)).toEqual(["x", { one: "x" }, { one: { x: 5 } }, { two: "x" }]);
});
