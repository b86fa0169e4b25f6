import { describe, expect, test } from "vitest";
import { readProfile } from "../../../../src/cost/profile/read-profile.ts";

const read = (text: string) => {
  const profile = readProfile(text);
  return profile.ok
    ? profile.workloads
    : profile.problems.map(({ message, line, column }) => `${line}:${column} ${message}`);
};

test("what a workflow does not say, the defaults say, and else what is assumed", () => {
  const [one] = read(`defaults: { model: claude-sonnet-5, turns: 7 }
workflows:
  review:
    client: claude-code
    runs-per-month: { low: 10, expected: 20, high: 40 }
    output-tokens: 300
`);
  expect(one).toMatchObject({
    workflow: "review",
    model: "claude-sonnet-5",
    runs: { low: 10, expected: 20, high: 40 },
    turns: { low: 7, expected: 7, high: 7 },
    output: { low: 300, expected: 300, high: 300 },
    assumed: ["prompt-tokens", "turn-tokens", "cache-hit-percent"],
  });
});

test("a subagent runs as often as the workflow starts it, by its caller's model", () => {
  expect(
    read(`workflows:
  review:
    client: claude-code
    model: claude-opus-5
    runs-per-month: 100
    subagents:
      reader: { times: { low: 1, expected: 2, high: 3 } }
      writer: { model: claude-haiku-4-5 }
`).slice(1),
  ).toMatchObject([
    { workflow: "review", agent: "reader", model: "claude-opus-5", runs: { low: 100, expected: 200, high: 300 } },
    { workflow: "review", agent: "writer", model: "claude-haiku-4-5", runs: { low: 100, expected: 100, high: 100 } },
  ]);
});

test("by hand wins over measured, and that over the defaults", () => {
  expect(
    read(`defaults: { turns: 7, output-tokens: 9, model: m }
workflows:
  review:
    client: codex
    turns: 12
    measured: { runs: 20, until: 2026-11-30, runs-per-month: 50, turns: 5, output-tokens: 4, estimate-percent-of-actual: 90 }
`),
  ).toMatchObject([
    {
      runs: { expected: 50 },
      turns: { expected: 12 },
      output: { expected: 4 },
      model: "m",
      assumed: ["prompt-tokens", "turn-tokens", "cache-hit-percent"],
      measured: {
        runs: 20,
        until: "2026-11-30",
        keys: ["runs-per-month", "output-tokens"],
        percentOfActual: { low: 90, expected: 90, high: 90 },
      },
    },
  ]);
});

test("three numbers in any order are an interval", () => {
  const text = "workflows: { a: { client: codex, runs-per-month: { low: 9, expected: 2, high: 1 } } }";
  expect(read(text)).toMatchObject([{ runs: { low: 1, expected: 2, high: 9 } }]);
});

describe("what is wrong is said with its place", () => {
  test.each([
    ["", ["1:1 missing key `workflows`"]],
    ["# nothing\n", ["1:1 missing key `workflows`"]],
    ["workflows: {}\nversion: 2\n", ["2:10 `2` is too large"]],
    ["workflow: {}\n", ["1:1 missing key `workflows`", "1:1 unknown key `workflow`: did you mean `workflows`?"]],
    ["workflows:\n  a: { client: claude, runs-per-month: 1 }\n", ["2:16 `claude` is not one of"]],
    ["workflows:\n  a: { client: codex, runs-per-month: -1 }\n", ["2:39"]],
    ["workflows:\n  a: { client: codex }\n", ["2:6 missing key `runs-per-month`"]],
    ["a: [\n", ["2:1"]],
    [
      `workflows:\n${Array.from({ length: 6 }, (_, at) => `  w${at}: { client: codex, runs-per-month: 1, subagents: { ${Array.from({ length: 90 }, (_one, sub) => `s${sub}: {}`).join(", ")} } }\n`).join("")}`,
      ["1:1 more than 500 workflows and subagents"],
    ],
    ["x".repeat(1_048_577), ["1:1 larger than 1048576 characters"]],
  ])("%#", (text, expected) => {
    const problems = read(text);
    expected.forEach((one, index) => expect(problems[index]).toContain(one));
    expect(problems).toHaveLength(expected.length);
  });
});

test("names that every object has are names", () => {
  expect(
    read(
      "workflows: { __proto__: { client: codex, runs-per-month: 1 }, constructor: { client: codex, runs-per-month: 1 } }",
    ),
  ).toMatchObject([{ workflow: "__proto__" }, { workflow: "constructor" }]);
});
