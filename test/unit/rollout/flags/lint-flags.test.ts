import { describe, expect, test } from "vitest";
import { compileFlags } from "../../../../src/rollout/flags/compile-flags.ts";
import { disableRollout } from "../../../../src/rollout/flags/disable-flags.ts";
import { lintFlags } from "../../../../src/rollout/flags/lint-flags.ts";
import { evaluator, task, walked } from "./walked.ts";

const SALTED = '{ "cat": [{ "var": "$flagd.flagKey" }, ":r42:", { "var": "targetingKey" }] }';
const GUARD = '{ "var": "targetingKey" }';

/** A set of one flag, of which the targeting stands on its seventh line. */
const flags = (targeting: string, more = '"metadata": { "rollout": "r42", "bucketing": "fractional-v2" }'): string => `{
  "flags": {
    "agents": {
      "state": "ENABLED",
      "variants": { "stable": { "release": "s" }, "canary": { "release": "c" } },
      "defaultVariant": "stable",
      "targeting": ${targeting},
      ${more}
    }
  }
}
`;
const split = (...entries: readonly string[]): string => `{ "fractional": [${entries.join(", ")}] }`;
const guarded = (rule: string): string => `{ "if": [${GUARD}, ${rule}, "stable"] }`;
const TEN = [SALTED, '["canary", 10]', '["stable", 90]'];

const told = (text: string, before?: string): readonly string[] =>
  lintFlags(text, "flags.json", before).map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("of anybody's making", () => {
  test("thousands of wrong names among thousands are told up to a bound, and none of them is compared in full", () => {
    const name = (index: number): string => `${index}`.padStart(8, "x");
    const variants = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [name(index), 1]));
    const entries = Array.from({ length: 20_000 }, (_, index) => [`unlike anything ${index}`, 1]);
    const set = { flags: { f: { variants, defaultVariant: name(0), targeting: { fractional: entries } } } };
    const found = lintFlags(JSON.stringify(set), "flags.json");
    expect(found).toHaveLength(100);
    expect(found[0]?.message).toMatch(
      /^there is no variant `unlike anything 0`; there is (`x+\d+`, ){19}`x+19`, and 19980 more$/,
    );
  });

  test("names of 200 KB that are nearly the same are not held against each other", () => {
    const name = "a".repeat(200_000);
    const set = { flags: { f: { variants: { [name]: 1 }, defaultVariant: `${name}b`, targeting: `${name}c` } } };
    const cut = `${"a".repeat(60)}…`;
    const said = `there is no variant \`${cut}\`; there is \`${cut}\``;
    expect(lintFlags(JSON.stringify(set), "flags.json").map(({ message }) => message)).toEqual([said, said]);
  });
});

describe("accepted", () => {
  test.each([
    ["what is compiled", compileFlags([walked({ exclude: { task_class: ["release"] } }), walked({ name: "b" })])],
    ["what an emergency left", disableRollout(compileFlags([walked()]), "team-a")],
    ["a salted split within a guard", flags(guarded(split(...TEN)))],
    [
      "a guard that is one of several conditions",
      flags(`{ "if": [{ "and": [{ "<": [1, 2] }, ${GUARD}] }, ${split(...TEN)}, "stable"] }`),
    ],
    [
      "a guard by which tasks without a key have left",
      flags(`{ "if": [{ "!": [${GUARD}] }, "stable", ${split(...TEN)}] }`),
    ],
    ["a split without a salt: tasks without a key get the default", flags(split('["canary", 5]', '["stable", 995]'))],
  ])("%s", (_, text) => {
    expect(told(text)).toEqual([]);
  });
});

describe("refused", () => {
  const unguarded =
    'with a salt, all tasks without a key fall on one side: put `{"if": [{"var": "targetingKey"}, …, "stable"]}` around it';
  test.each([
    ["a salted split without a guard", split(...TEN), [`7:36 ${unguarded}`]],
    [
      "a guard with an `or`",
      `{ "if": [{ "or": [true, ${GUARD}] }, ${split(...TEN)}, "stable"] }`,
      [`7:90 ${unguarded}`],
    ],
    [
      "a split in the place of those without a key",
      `{ "if": [${GUARD}, "stable", ${split(...TEN)}] }`,
      [`7:82 ${unguarded}`],
    ],
    [
      "a fraction",
      split('["canary", 0.5]', '["stable", 99.5]'),
      [
        "7:48 a weight is a whole number: with a fraction nobody gets the canary",
        "7:65 a weight is a whole number: with a fraction nobody gets the canary",
      ],
    ],
    [
      "a weight below nothing",
      split('["canary", -1]', '["stable", 100]'),
      ["7:48 a weight is a whole number: with a fraction nobody gets the canary"],
    ],
    [
      "a variant that is written wrong",
      split('["canry", 10]', '["stable", 90]'),
      ["7:38 there is no variant `canry`: did you mean `canary`?"],
    ],
    [
      "a variant that nobody knows",
      '{ "if": [true, "blue"] }',
      ["7:35 there is no variant `blue`; there is `stable`, `canary`"],
    ],
    [
      "stable first",
      split('["stable", 90]', '["canary", 10]'),
      ["7:54 `canary` comes first: else tasks that have it lose it while its weight grows"],
    ],
    [
      "an entry that is none",
      split('"canary"', '["stable", 90]', "[]"),
      [`7:36 ${unguarded}`, "7:63 an entry is the name of a variant, and its weight"],
    ],
  ])("%s", (_, targeting, expected) => {
    expect(told(flags(targeting))).toEqual(expected);
  });

  test("another way of dealing keys, or none named", () => {
    const message = "`metadata.bucketing` has to say how keys are dealt: fractional-v2";
    expect(told(flags(guarded(split(...TEN)), '"metadata": { "bucketing": "fractional-v3" }'))).toEqual([
      `8:34 ${message}`,
    ]);
    expect(told(flags(guarded(split(...TEN)), '"metadata": {}'))).toEqual([`3:5 ${message}`]);
  });

  test("a default that is no variant, a state that gives callers their own", () => {
    const text = flags("{}")
      .replace('"defaultVariant": "stable"', '"defaultVariant": "stabel"')
      .replace("ENABLED", "DISABLED");
    expect(told(text)).toEqual([
      "4:16 who asks a disabled flag gets a default of his own: write ENABLED, and a weight of 0",
      "6:25 there is no variant `stabel`: did you mean `stable`?",
    ]);
  });

  test.each([
    ["no JSON", "{", /^\d+:\d+ /],
    ["a list", "[]", /^1:1 a set of flags has a map `flags`$/],
    ["a flag without variants", '{ "flags": { "a": {} } }', /^1:14 the flag has no `variants`$/],
  ])("%s", (_, text, expected) => {
    expect(told(text)).toEqual([expect.stringMatching(expected)]);
  });
});

describe("while a rollout is live", () => {
  const before = flags(guarded(split(...TEN)));
  const message = "variants, order or salt differ while the rollout is live: change its weights only";
  test.each([
    ["another weight", split(SALTED, '["canary", 50]', '["stable", 50]'), []],
    ["weight 0", split(SALTED, '["canary", 0]', '["stable", 100]'), []],
    ["another salt", split(SALTED.replace("r42", "r43"), ...TEN.slice(1)), [`7:72 ${message}`]],
    ["one variant more", split(...TEN, '["canary", 1]'), expect.arrayContaining([`7:72 ${message}`])],
    ["one variant less", split(SALTED, '["canary", 10]'), [`7:72 ${message}`]],
    ["no split", '"stable"', []],
  ])("%s", (_, rule, expected) => {
    expect(told(flags(guarded(rule)), before)).toEqual(expected);
  });

  test("another rollout deals anew", () => {
    const next = flags(
      guarded(split(SALTED.replace("r42", "r43"), ...TEN.slice(1))),
      '"metadata": { "rollout": "r43", "bucketing": "fractional-v2" }',
    );
    expect(told(next, before)).toEqual([]);
    expect(told(compileFlags([walked({ exposure: { weight: 50 } })]), compileFlags([walked()]))).toEqual([]);
  });
});

/** Each refusal has a reason that flagd's own evaluator shows. */
describe("what comes of it where nobody refuses", () => {
  const variants = (targeting: string, keys: readonly (object | undefined)[]): readonly unknown[] => {
    const ask = evaluator(flags(targeting));
    return keys.map((context) => ask({ ...context }, "agents").variant);
  };
  const tasks = Array.from({ length: 1000 }, (_, number) => task(number));

  test("without a guard all tasks without a key fall on one side: some salts give all of them the canary", () => {
    const salts = Array.from({ length: 100 }, (_, number) => SALTED.replace("r42", `r${number}`));
    const sides = salts.map((salt) => new Set(variants(split(salt, ...TEN.slice(1)), [{}, { team: "a" }])));
    expect(sides.every(({ size }) => size === 1)).toBe(true);
    expect(sides.some((side) => side.has("canary"))).toBe(true);
  });

  test("with fractions nobody gets the canary", () => {
    expect(variants(split('["canary", 50.5]', '["stable", 49.5]'), tasks)).not.toContain("canary");
  });

  test("with stable first, tasks lose the canary while its weight grows", () => {
    const at = (weight: number) => variants(split(`["stable", ${100 - weight}]`, `["canary", ${weight}]`), tasks);
    const [ten, swapped] = [variants(split('["canary", 10]', '["stable", 90]'), tasks), at(10)];
    const kept = tasks.filter((_, index) => ten[index] === "canary" && swapped[index] === "canary");
    expect(ten.filter((one) => one === "canary").length).toBeGreaterThan(50);
    expect(kept).toEqual([]);
  });

  test("with one variant more in front, none that has the canary keeps it", () => {
    const ten = variants(split('["canary", 10]', '["stable", 90]'), tasks);
    const moved = variants(split('["stable", 10]', '["canary", 10]', '["stable", 80]'), tasks);
    expect(tasks.filter((_, index) => ten[index] === "canary" && moved[index] === "canary")).toEqual([]);
    expect(moved.filter((one) => one === "canary").length).toBeGreaterThan(50);
  });

  test("with a slip in a name, those tasks get no variant but whatever their caller has for such a case", () => {
    const ask = evaluator(flags(split('["canry", 10]', '["stable", 90]')));
    const lost = tasks.map((context) => ask(context, "agents")).filter(({ reason }) => reason === "ERROR");
    expect(lost.length).toBeGreaterThan(50);
    expect(new Set(lost.map(({ value }) => JSON.stringify(value)))).toEqual(new Set(['{"release":"the caller\'s"}']));
  });

  test("a weight of 0 gives nobody the canary, first or last, and weights of another sum are as good", () => {
    expect(variants(split('["canary", 0]', '["stable", 100]'), tasks)).not.toContain("canary");
    expect(variants(split('["stable", 100]', '["canary", 0]'), tasks)).not.toContain("canary");
    const few = variants(split('["canary", 5]', '["stable", 995]'), tasks).filter((one) => one === "canary");
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(15); // 5 of 1,000, and four standard deviations are 9
  });
});
