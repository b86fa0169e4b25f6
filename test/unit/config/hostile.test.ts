import { describe, expect, test } from "vitest";
import { accepted, refused } from "./resolved.ts";

describe("a hostile file", () => {
  test("with an alias bomb is an error", () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      level === 0
        ? "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"
        : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`,
    );
    const problems = refused({ files: { "agent-ci.yaml": `${levels.join("\n")}\nignore: *a29\n` } });
    expect(problems).not.toEqual([]);
    expect(problems.every((one) => one.startsWith("agent-ci.yaml:"))).toBe(true);
  });

  test("that nests without end is an error", () => {
    const problems = refused({ files: { "agent-ci.yaml": `ignore: ${"[".repeat(50_000)}` } });
    expect(problems.every((one) => one.startsWith("agent-ci.yaml:"))).toBe(true);
    expect(problems.length).toBeGreaterThan(0);
  });

  test("with very many unknown keys is answered, each in its place", () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `  skill/name-formt${index}: off`);
    const problems = refused({ files: { "agent-ci.yaml": `rules:\n${keys.join("\n")}\n` } });
    expect(problems).toHaveLength(20_000);
    expect(problems.at(-1)).toMatch(/^agent-ci\.yaml:20001:3 unknown rule `skill\/name-formt19999`/);
  });

  test("with very many unknown options of one rule is answered", () => {
    const keys = Array.from({ length: 130_000 }, (_, index) => `k${index.toString(36)}`);
    const problems = refused({
      files: { "agent-ci.yaml": `rules: { skill/name-length: { options: { ${keys.join(",")} } } }\n` },
    });
    expect(problems).toHaveLength(130_000);
  });

  test("with very many wrong values is answered, each in its place", () => {
    const gates = Array.from({ length: 10_000 }, () => "  - { metric: a }");
    const problems = refused({ files: { "agent-ci.yaml": `gates:\n${gates.join("\n")}\n` } });
    expect(problems).toHaveLength(10_001);
    expect(problems[0]).toBe("agent-ci.yaml:2:3 has more than 1000 entries");
    expect(problems.at(-1)).toBe("agent-ci.yaml:10001:5 missing key `max` or `min`");
  });

  test("changes no prototype", () => {
    const text =
      '"__proto__": { "fail-on": never }\ngates: [{ metric: a, max: 1, labels: { __proto__: x, constructor: y } }]\n';
    refused({ files: { "agent-ci.yaml": text } });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(accepted({}).settings["fail-on"]).toBe("error");
  });

  test("may use names of every object's properties as labels", () => {
    const text = "gates: [{ metric: a, max: 1, labels: { __proto__: x, constructor: y } }]\n";
    const [gate] = accepted({ files: { "agent-ci.yaml": text } }).settings.gates;
    expect(Object.entries(gate?.labels ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
  });
});

describe("a value of the wrong type", () => {
  const values = [
    "null",
    "3",
    "true",
    "word",
    "[]",
    "[[]]",
    "{}",
    "{ a: { b: c } }",
    "2026-11-21",
    "0x1F",
    "!!binary aGk=",
  ];
  const places = [
    ["extends: ", "\n"],
    ["clients: ", "\n"],
    ["ignore: ", "\n"],
    ["rules: ", "\n"],
    ["rules: { skill/name-length: ", " }\n"],
    ["rules: { skill/name-length: { severity: ", " } }\n"],
    ["rules: { skill/name-length: { options: ", " } }\n"],
    ["rules: { skill/name-length: { options: { max: ", " } } }\n"],
    ["overrides: ", "\n"],
    ["overrides: [ ", " ]\n"],
    ["overrides: [{ paths: ", ", rules: {} }]\n"],
    ["overrides: [{ paths: [ ", " ], rules: {} }]\n"],
    ["overrides: [{ paths: [a], rules: ", " }]\n"],
    ["gates: ", "\n"],
    ["gates: [ ", " ]\n"],
    ["gates: [{ max: 1, metric: ", " }]\n"],
    ["gates: [{ metric: a, max: ", " }]\n"],
    ["gates: [{ metric: a, max: 1, labels: ", " }]\n"],
    ["fail-on: ", "\n"],
    ["on-inconclusive: ", "\n"],
    ["format: ", "\n"],
    ["output: ", "\n"],
    ["output: [{ format: json, file: ", " }]\n"],
  ] as const;

  test.each(places)("at `%s` is reported in its line or taken", (before, after) => {
    for (const value of values) {
      const problems = refused({ files: { "agent-ci.yaml": `# first line\n${before}${value}${after}` } });
      const placed = problems.filter((one) => one.startsWith("agent-ci.yaml:2:"));
      expect(placed, value).toEqual(problems);
    }
  });

  test.each(places)("at `%s` is refused unless the key takes it", (before, after) => {
    const taken = values.filter(
      (value) => refused({ files: { "agent-ci.yaml": before + value + after } }).length === 0,
    );
    expect(taken.length).toBeLessThan(values.length / 2);
  });
});
