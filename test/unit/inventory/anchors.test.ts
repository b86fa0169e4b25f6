import { expect, test } from "vitest";
import { anchorsOf, slug } from "../../../src/inventory/links/anchors.ts";

test.each([
  ["Build & test!", "build--test"],
  ["What's new in 2.0?", "whats-new-in-20"],
  ["snake_case and-hyphens", "snake_case-and-hyphens"],
  ["Überblick 概要", "überblick-概要"],
])("the anchor of %s", (heading, anchor) => {
  expect(slug(heading)).toBe(anchor);
});

test("headings of every form, repetitions, and ids of HTML", () => {
  const text =
    '# A `b` [c](d.md)\n\nUnder\n=====\n\n## Notes ##\n\n## Notes\n\n## Case A {#case-a}\n\n<a id="Here"></a>\n';
  const anchors = anchorsOf(text);
  for (const anchor of ["a-b-c", "under", "notes", "notes-1", "case-a", "here"]) expect(anchors).toContain(anchor);
});
