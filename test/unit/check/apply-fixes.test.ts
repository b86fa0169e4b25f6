import { describe, expect, test } from "vitest";
import { applyFixes } from "../../../src/check/fixes/apply-fixes.ts";
import type { Fix } from "../../../src/model/diagnostic.ts";

const fix = (...edits: readonly (readonly [number, number, string])[]): { readonly fix: Fix } => ({
  fix: { title: "Mend", safe: true, edits: edits.map(([start, end, text]) => ({ range: { start, end }, text })) },
});

describe("what does not overlap is applied at once", () => {
  test.each([
    ["in any order", "abcdef", [fix([4, 5, "E"]), fix([0, 1, "A"])], "AbcdEf"],
    ["side by side", "abcdef", [fix([0, 3, ""]), fix([3, 6, "x"])], "x"],
    ["an insertion at the end of a replacement", "abc", [fix([0, 1, "A"]), fix([1, 1, "-"])], "A-bc"],
    ["several places of one fix", "a b a", [fix([4, 5, "c"], [0, 1, "c"])], "c b c"],
    ["at both ends", "abc", [fix([0, 0, "<"]), fix([3, 3, ">"])], "<abc>"],
  ])("%s", (_name, text, fixes, expected) => {
    expect(applyFixes(text, fixes)).toEqual({ text: expected, applied: fixes });
  });
});

describe("what overlaps has to wait", () => {
  test.each([
    ["the first one wins", [fix([1, 3, "X"]), fix([2, 4, "Y"])], "aXd", 1],
    ["as a whole: no half of a fix", [fix([0, 1, "A"]), fix([3, 4, "D"], [0, 1, "B"])], "Abcd", 1],
    ["two insertions at one place", [fix([2, 2, "x"]), fix([2, 2, "y"])], "abxcd", 1],
    ["the same fix for two readers of one file", [fix([0, 2, ""]), fix([0, 2, ""])], "cd", 1],
    ["inside of what is replaced", [fix([0, 4, "-"]), fix([2, 2, "y"])], "-", 1],
  ])("%s", (_name, fixes, expected, count) => {
    const fixed = applyFixes("abcd", fixes);
    expect(fixed.text).toBe(expected);
    expect(fixed.applied).toEqual(fixes.slice(0, count));
  });
});

test.each([
  ["beyond the end", fix([3, 5, ""])],
  ["ends before it begins", fix([3, 2, ""])],
  ["contradicts itself", fix([0, 2, "x"], [1, 3, "y"])],
])("a fix that %s is our bug", (_name, broken) => {
  expect(() => applyFixes("abcd", [broken])).toThrow('The fix "Mend" does not fit its text.');
});
