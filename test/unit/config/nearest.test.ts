import { describe, expect, test } from "vitest";
import { nearest } from "../../../src/model/nearest.ts";

describe("nearest", () => {
  test.each<readonly [string, readonly string[], string | undefined, string]>([
    ["ruels", ["rules", "gates"], "rules", "two letters swapped are one slip"],
    ["fail_on", ["fail-on", "format"], "fail-on", "another letter"],
    ["Clients", ["clients"], "clients", "case does not count"],
    ["gate", ["rules", "gates"], "gates", "a letter is missing"],
    ["skill/nam-format", ["skill/name-length", "skill/name-format"], "skill/name-format", "the nearer one"],
    ["ab", ["xy"], undefined, "two of two letters differ"],
    ["off", ["on"], undefined, "two slips in three letters"],
    ["banana", ["rules", "gates"], undefined, "nothing is near"],
    ["", ["rules"], undefined, "nothing was written"],
    ["max", [], undefined, "there is nothing to choose from"],
    ["aab", ["aac", "aad"], "aac", "of equally near ones the first"],
    ["__proto__", ["rules", "constructor"], undefined, "a name of every object"],
  ])("%j among %j is %j: %s", (word, candidates, expected, _why) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test("a very long word is near to nothing", () => {
    expect(nearest("rules".repeat(200_000), ["rules"])).toBeUndefined();
  });

  test("nor is it to another one that differs by a letter: that would take the product of their lengths", () => {
    const word = "a".repeat(200_000);
    expect(nearest(`${word}b`, [`${word}c`])).toBeUndefined();
  });
});
