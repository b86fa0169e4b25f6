import { expect, test } from "vitest";
import { problemAnnotations } from "../../../src/action/problem-annotations.ts";

const problems = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `a.yaml:${index}: no.`);

test("each problem is an annotation of its own", () => {
  expect(problemAnnotations(["One.\nDo this.", "Two."])).toEqual([
    "::error title=agent-ci::One.%0ADo this.",
    "::error title=agent-ci::Two.",
  ]);
});

test("of more than the runner shows, the others are counted", () => {
  expect(problemAnnotations(problems(10))).toHaveLength(10);
  const lines = problemAnnotations(problems(13));
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toMatch(/^::notice .*: 3 more problems in the log of this step\.$/);
});

test("a problem that quotes the repository starts no other command", () => {
  expect(problemAnnotations(["`x\n::set-output name=result::pass\r##[error]y`"])).toEqual([
    "::error title=agent-ci::`x%0A::set-output name=result::pass%0D##\\u{5B}error]y`",
  ]);
});
