import { expect, test } from "vitest";
import { judgePattern } from "../../support/patterns/judge-pattern.ts";
import { bounded, judged } from "../../support/patterns/judged.ts";
import { makersOfPatterns, sourcePatterns } from "../../support/patterns/source-patterns.ts";

const known = new Set([...judged.proved, ...judged.sought]);

test("each regular expression is linear in its text, or says what bounds it", () => {
  const fresh = [...sourcePatterns].filter(([text]) => !known.has(text) && !Object.hasOwn(bounded, text));
  const slow = fresh.flatMap(([text, pattern]) => {
    const verdict = judgePattern(pattern);
    return typeof verdict === "string" ? [] : [`${pattern.files.join(", ")}: ${text} (${verdict.worse})`];
  });
  expect(slow, "mend it, scan instead, or say in test/support/patterns/bounded.json what bounds it").toEqual([]);
});

test("nothing is written down of expressions that are gone: `npm run patterns` takes them out", () => {
  const gone = [...known, ...Object.keys(bounded)].filter((text) => !sourcePatterns.has(text));
  expect(gone).toEqual([]);
});

test.each([
  ["white space at the end", String.raw`[ \t]+$`, ""],
  ["a link's destination", String.raw`\]\([^)]*\)`, "g"],
])("what was slow once is found: %s", (_what, source, flags) => {
  expect(judgePattern({ source, flags })).toMatchObject({ worse: expect.stringContaining("polynomial") });
});

test("expressions are made in these modules, of parts that stand in the source or of names that are escaped", () => {
  expect(makersOfPatterns).toEqual([
    "src/clients/readers/agents.ts",
    "src/clients/readers/skills.ts",
    "src/config/limits.ts",
    "src/context/code-regions.ts",
    "src/inventory/hooks/is-expression.ts", // compiled to see whether it is one, and never run
    "src/inventory/places/unwanted.ts",
    "src/inventory/teams/template-version.ts",
    "src/inventory/texts/hidden-runs.ts",
    "src/rehearsal/hooks/hook-runs.ts", // the variables of clients, whose names stand in the module
    "src/rehearsal/recordings/volatile.ts",
    "src/rehearsal/wire/tagged.ts",
    "src/schemas/compile-schema.ts", // the library's formats, over at most 2,000 characters
    "src/secrets/prefixed.ts",
    "src/setup/hooks.ts",
    "src/setup/takes-from.ts",
    "src/tokens/pieces.ts",
  ]);
});
