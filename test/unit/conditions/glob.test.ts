import * as fc from "fast-check";
import ignore from "ignore";
import { describe, expect, test } from "vitest";
import { compilePatterns, matches } from "../../../src/conditions/glob.ts";

type Judge = ReturnType<typeof compilePatterns>;

/** What git does: an ignored directory ends the walk. A path with a slash at the end is a directory. */
function walk(judge: Judge, path: string): boolean {
  const parts = path.replace(/\/$/, "").split("/");
  return parts.some((_, index) => {
    const isDirectory = index < parts.length - 1 || path.endsWith("/");
    return judge(parts.slice(0, index + 1).join("/"), isDirectory) === "ignored";
  });
}

const ignored = (lines: readonly string[], path: string) => walk(compilePatterns(lines), path);

describe("patterns of gitignore files", () => {
  test.each<[pattern: string, matching: readonly string[], others: readonly string[]]>([
    // Every row was compared with `git check-ignore` (git 2.39).
    ["# comment", [], ["# comment", "comment"]],
    ["\\# name", ["# name", "a/# name"], ["\\# name"]],
    ["", [], ["a"]],
    ["   ", [], ["   ", "a"]],
    ["name   ", ["name"], ["name   "]],
    ["name\\ ", ["name "], ["name", "name\\"]],
    ["name\\  ", ["name "], ["name", "name  "]],
    ["name\t", ["name\t"], ["name"]],
    ["name\r", ["name"], ["name\r"]],
    ["\\!name", ["!name"], ["name"]],
    ["!", [], ["!", "a"]],
    ["/", [], ["a", "a/"]],
    ["name", ["name", "name/", "a/name", "a/b/name", "name/a"], ["names", "a-name"]],
    ["/name", ["name", "name/a"], ["a/name"]],
    ["a/name", ["a/name", "a/name/b"], ["b/a/name", "name"]],
    ["name/", ["name/", "a/name/", "name/a"], ["name", "a/name"]],
    ["a/b/", ["a/b/", "a/b/c"], ["a/b", "c/a/b/"]],
    ["*", ["a", ".a", "a/b"], []],
    ["*.md", ["a.md", ".md", "x/a.md", "a b.md"], ["a.mdc", "md"]],
    ["/*.md", ["a.md"], ["x/a.md"]],
    ["x/*.md", ["x/a.md"], ["x/y/a.md", "a.md", "z/x/a.md"]],
    ["a*b*c", ["abc", "a1b2c", "abbcc"], ["acb", "a1b2c3"]],
    ["?", ["a", "x/b"], ["ab", "é"]],
    ["??", ["ab", "é"], ["a"]],
    ["a?b", ["axb", "a-b"], ["ab", "a/b"]],
    ["[a-c]x", ["ax", "cx"], ["dx", "-x"]],
    ["[!a]x", ["bx"], ["ax", "x"]],
    ["[^a]x", ["bx"], ["ax"]],
    ["[]a]x", ["]x", "ax"], ["bx"]],
    ["[a-]x", ["ax", "-x"], ["bx"]],
    ["[\\]]x", ["]x"], ["\\x", "x"]],
    ["[[:digit:]]x", ["1x"], ["ax", ":x"]],
    ["[[:nope:]]x", [], ["nx", "[x"]],
    ["[ab", [], ["[ab", "a"]],
    ["name\\", [], ["name", "name\\"]],
    ["\\*", ["*"], ["a"]],
    ["a[/]b", [], ["a/b"]],
    ["**/name", ["name", "a/name", "a/b/name"], ["aname"]],
    ["name/**", ["name/a", "name/a/b"], ["name", "a/name/b"]],
    ["a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/xb", "x/a/b"]],
    ["**", ["a", "a/b"], []],
    ["a**b", ["ab", "axxb"], ["a/b"]],
    ["x/a**b", ["x/ab", "x/a1b"], ["x/a/b"]],
    ["**/a/**/b/**", ["a/b/c", "x/a/y/b/c"], ["a/b", "b/a/c"]],
    // git compares what stands before the first special character on its own, so that `**` opens the rest.
    ["a**/b", ["ab", "a/b", "ax/b", "ax/y/b"], ["b"]],
    ["[a]**/b", ["ax/b"], ["ax/y/b"]],
  ])("%j", (pattern, matching, others) => {
    expect(matching.filter((path) => !ignored([pattern], path))).toEqual([]);
    expect(others.filter((path) => ignored([pattern], path))).toEqual([]);
  });

  test("the last pattern that speaks about a path decides", () => {
    const judge = compilePatterns(["*.md", "!keep.md", "docs/keep.md"]);
    expect(judge("a.md", false)).toBe("ignored");
    expect(judge("keep.md", false)).toBe("included");
    expect(judge("docs/keep.md", false)).toBe("ignored");
    expect(judge("a.txt", false)).toBeUndefined();
  });

  test("a pattern for directories leaves files alone", () => {
    const judge = compilePatterns(["build/", "!build"]);
    expect(judge("build", true)).toBe("included");
    expect(compilePatterns(["build/"])("build", false)).toBeUndefined();
  });

  test("an adversarial pattern ends", () => {
    expect(ignored(["*a*a*a*a*a*a*a*a*a*b"], "a".repeat(4000))).toBe(false);
    expect(ignored([`${"**/a/".repeat(50)}b`], `${"a/".repeat(2000)}c`)).toBe(false);
  });
});

describe("against the package `ignore`", () => {
  // Two things are left out, because git itself (2.39) disagrees with the package: a run of stars behind a name, as in
  // `a**/b`, which git lets cross directories; and characters beyond ASCII, of which `?` and brackets take one byte.
  const name = fc.constantFrom("a", "b", "ab", "foo", "a.md", "b.md", ".x", "a b", "#a", "!a");
  const piece = fc.constantFrom(
    "*",
    "?",
    "a",
    "b",
    "foo",
    ".md",
    "[ab]",
    "[!a]",
    "[a-f]",
    "[]a]",
    "[a-]",
    "[[:alpha:]]",
    "\\*",
    "\\b",
    ".x",
    "a b",
  );
  const segment = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .array(piece, { minLength: 1, maxLength: 3 })
        .map((pieces) => pieces.join("").replaceAll(/\*\*+/g, "*")),
    },
    { weight: 1, arbitrary: fc.constant("**") },
  );
  const pattern = fc
    .tuple(
      fc.constantFrom("", "", "", "!"),
      fc.constantFrom("", "", "/"),
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "", "/"),
    )
    .map(([negation, anchor, segments, end]) => negation + anchor + segments.join("/") + end);
  const path = fc
    .tuple(fc.array(name, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "/"))
    .map(([names, end]) => names.join("/") + end);

  test("both say the same of generated patterns and paths", () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), path, (patterns, one) => {
        expect(ignored(patterns, one)).toBe(
          ignore({ ignorecase: false })
            .add([...patterns])
            .ignores(one),
        );
      }),
      { seed: 20_261_121, numRuns: 4000 },
    );
  });
});

const choices = (count: number) => `{${Array.from({ length: count }, (_, index) => `n${index}`).join(",")}}`;

describe("globs of the configuration", () => {
  test.each<[glob: string, matching: readonly string[], others: readonly string[]]>([
    ["AGENTS.md", ["AGENTS.md", "a/b/AGENTS.md"], ["AGENTS.mdc", "AGENTS.md/a"]],
    ["*.md", ["a.md", "a/b.md", ".a.md"], ["a.mdc"]],
    ["/a.md", ["a.md"], ["x/a.md"]],
    ["./a.md", ["a.md"], ["x/a.md"]],
    ["docs/*", ["docs/a"], ["docs/a/b", "x/docs/a"]],
    ["docs/", ["docs/a", "docs/a/b", "x/docs/a"], ["docs", "docs2/a"]],
    ["a/docs/", ["a/docs/b"], ["x/a/docs/b", "a/docs"]],
    ["docs/**", ["docs/a", "docs/a/b"], ["docs"]],
    ["**", ["a", "a/b"], []],
    ["**/x/*.md", ["x/a.md", "a/b/x/c.md"], ["x/y/a.md"]],
    ["*.{md,mdc}", ["a.md", "x/a.mdc"], ["a.txt"]],
    ["{a,b/c}/*.md", ["a/x.md", "b/c/x.md"], ["b/x.md", "c/x.md"]],
    ["{a,{b,c}}x", ["ax", "bx", "cx"], ["x"]],
    ["a{,b}", ["a", "ab"], ["a{,b}"]],
    ["{a}", ["{a}"], ["a"]],
    ["{a,b", ["{a,b"], ["a", "b"]],
    ["a,b}", ["a,b}"], ["a"]],
    ["\\{a,b}", ["{a,b}"], ["a", "b"]],
    ["[ab].md", ["a.md"], ["c.md"]],
    ["?.md", ["a.md", "é.md"], ["ab.md", ".md"]],
    ["", [], ["a", "a/b"]],
  ])("%j", (glob, matching, others) => {
    expect(matching.filter((one) => !matches(glob, one))).toEqual([]);
    expect(others.filter((one) => matches(glob, one))).toEqual([]);
  });

  test("100 alternatives are accepted, more are refused in words", () => {
    expect(matches(choices(100), "n99")).toBe(true);
    expect(() => matches(choices(101), "n99")).toThrow(/stands for more than 100 patterns/);
    expect(() => matches("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "a")).toThrow(/stands for more than 100 patterns/);
  });

  test.each([
    ["many groups", "{a,b}".repeat(20_000)],
    ["deep groups", `${"{a,".repeat(20_000)}b${"}".repeat(20_000)}`],
    ["many commas", `{${",".repeat(200_000)}}`],
  ])("%s are refused without being written out", (_, glob) => {
    expect(() => matches(glob, "a")).toThrow(/stands for more than 100 patterns/);
  });

  test("braces that open without end stay text", () => {
    expect(matches("{".repeat(20_000), "{".repeat(20_000))).toBe(true);
  });

  test("an adversarial glob ends", () => {
    expect(matches("*a*a*a*a*a*a*a*a*a*b", "a".repeat(4000))).toBe(false);
  });
});
