import { expect, test } from "vitest";
import { compileFlags } from "../../../../src/rollout/flags/compile-flags.ts";
import { limitFlag } from "../../../../src/rollout/flags/limit-flag.ts";
import { evaluator, later, STABLE_RELEASE, task, walked } from "./walked.ts";

const KEY = "team-a.production";
const lease = later();
const at = (weight: number): string => compileFlags([walked({ exposure: { weight, lease } })]);

test("a limit below the weight gives what that weight would give, and one above it changes nothing", () => {
  for (const [weight, most] of [
    [50, 10],
    [100, 1],
    [10, 10],
    [10, 50],
  ] as const)
    expect(limitFlag(at(weight), KEY, most)).toBe(at(Math.min(weight, most)));
  expect(limitFlag(at(10), KEY, 100)).toBe(at(10));
});

test("with none everybody has stable, and no other flag is touched", () => {
  const steps = [
    { kind: "switch", id: "b/1", stage: "blueGreen", environment: "production", line: 1, needs: [], watches: [] },
  ] as const;
  const flags = compileFlags([walked({ steps, exposure: { weight: 100 } }), walked({ name: "team-b" })]);
  const ask = evaluator(limitFlag(flags, KEY, 0));
  for (const context of [task(1), task(2), {}, { agent_ci_track: "preview" }])
    expect(ask(context)).toMatchObject({ variant: "stable", value: { release: STABLE_RELEASE } });
  expect(JSON.parse(limitFlag(flags, KEY, 0)).flags["team-b.production"]).toEqual(
    JSON.parse(flags).flags["team-b.production"],
  );
});

test.each([
  [
    "weights of another sum",
    '{ "fractional": [["canary", 500], ["stable", 500]] }',
    10,
    [
      ["canary", 100],
      ["stable", 900],
    ],
  ],
  [
    "a share that is no whole number",
    '{ "fractional": [["canary", 3], ["stable", 4]] }',
    50,
    [
      ["canary", 3],
      ["stable", 4],
    ],
  ],
])("%s", (_, targeting, most, expected) => {
  const text = `{ "flags": { "a": { "targeting": ${targeting} } } }`;
  expect(JSON.parse(limitFlag(text, "a", most)).flags.a.targeting).toEqual({ fractional: expected });
});

test.each([
  '{ "fractional": [["stable", 90], ["canary", 10]] }',
  '{ "fractional": [["canary", 10], ["blue", 10], ["stable", 80]] }',
  '{ "fractional": [["canary", 0.5], ["stable", 99.5]] }',
  '{ "fractional": [["canary"], ["stable"]] }',
  '{ "fractional": "canary" }',
])("a split that nobody can limit gives stable: %s", (targeting) => {
  const text = `{ "flags": { "a": { "targeting": { "if": [true, ${targeting}, "stable"] } } } }`;
  expect(JSON.parse(limitFlag(text, "a", 10)).flags.a.targeting).toEqual({ if: [true, "stable", "stable"] });
});

test("what is no set of flags stays none, or is refused", () => {
  expect(() => limitFlag("{", KEY, 10)).toThrow(SyntaxError);
  expect(JSON.parse(limitFlag('{"flags":[]}', KEY, 10)).flags).toEqual({});
  expect(JSON.parse(limitFlag('{"flags":{"team-a.production":"x"}}', KEY, 0)).flags).toEqual({ [KEY]: "x" });
});
