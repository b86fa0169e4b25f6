import { expect, test } from "vitest";
import { meetings } from "../../../src/check/weakening/glob-meetings.ts";
import { matches } from "../../../src/conditions/glob.ts";
import { seeded } from "../../support/seeded.ts";

const SEED = 11;
const PIECES = ["a", "b", "/", "*", "?", "**/", "[ab]", "[!a]", ".md"];
const NAMES = ["a", "b", "ab", "ba", "a.md"];

/** A glob of a few pieces, as people write them and as nobody does. */
function someGlob(next: (bound: number) => number): string {
  const pieces = Array.from({ length: 1 + next(5) }, () => PIECES[next(PIECES.length)] ?? "");
  return (
    pieces
      .join("")
      .replaceAll(/\/{2,}/gu, "/")
      .replaceAll(/\*{3,}/gu, "**") || "*"
  );
}

test(`a path that two globs match is found where there is one, seed ${SEED}`, () => {
  const next = seeded(SEED);
  let met = 0;
  for (let run = 0; run < 3000; run += 1) {
    const [left, right] = [someGlob(next), someGlob(next)];
    const path = Array.from({ length: 1 + next(3) }, () => NAMES[next(NAMES.length)]).join("/");
    if (!matches(left, path) || !matches(right, path)) continue;
    met += 1;
    expect(meetings()(left, right), `${left} and ${right}, for ${path}`).not.toEqual([]);
  }
  expect(met).toBeGreaterThan(100);
});

test("what is found is matched by both, but for what brackets leave out", () => {
  const meet = meetings();
  for (const [left, right] of [
    ["skills/**", "**/*.md"],
    ["*.md", "docs/"],
    ["a?c/*", "[a-c]bc/x*"],
    ["{a,b}/*.md", "b/**"],
  ] as const) {
    const found = meet(left, right) ?? [];
    expect(found.length).toBeGreaterThan(0);
    for (const path of found) expect([matches(left, path), matches(right, path)], path).toEqual([true, true]);
  }
  expect(meet("skills/*", "docs/**")).toEqual([]);
  expect(meet("*.md", "*.txt")).toEqual([]);
});

test("globs that are too much together are not compared", () => {
  const meet = meetings();
  const long = "a*".repeat(400);
  expect([meet(long, long), meet(long, long)].at(-1)).toBeUndefined();
});
