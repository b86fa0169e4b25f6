import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromValue } from "../../../src/config/layer.ts";
import { mistakes } from "../../../src/config/mistakes.ts";
import { former, ruleOptions } from "../../../src/config/rule-options.ts";
import { withRules } from "../../../src/config/rule-schema.ts";
import { settingsSchema } from "../../../src/config/schema.ts";
import { originText, resolved } from "./resolved.ts";

const whole = withRules(ruleOptions, former.options);
const broken = (data: unknown): readonly string[] =>
  Array.from(mistakes(whole, fromValue(data, { from: "default" })), ({ keyword, under }) => `${under}: ${keyword}`);
const holds = (data: unknown): boolean => broken(data).length === 0;

const severity = fc.constantFrom("off", "info", "warning", "error", "eror");
const ruleId = fc.constantFrom(
  "skill/name-length",
  "skill/unknown-field",
  "skill/metadata",
  "skill/nothing",
  "__proto__",
);
const options = fc.dictionary(
  fc.constantFrom("max", "allowed", "other"),
  fc.oneof(fc.integer(), fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }), fc.boolean()),
  { maxKeys: 2 },
);
const ruleMap = fc.dictionary(ruleId, fc.oneof(severity, fc.record({ severity, options }, { requiredKeys: [] })), {
  maxKeys: 3,
});
const word = fc.string({ maxLength: 4 });
const settings = fc.record(
  {
    clients: fc.uniqueArray(fc.constantFrom("codex", "zed", "amp", "nobody"), { maxLength: 3 }),
    ignore: fc.array(word, { maxLength: 2 }),
    rules: ruleMap,
    overrides: fc.array(fc.record({ paths: fc.array(word, { maxLength: 2 }), rules: ruleMap }), { maxLength: 2 }),
    "fail-on": fc.constantFrom("error", "warning", "never", 3),
    gates: fc.array(
      fc.record(
        { metric: word, max: fc.integer(), min: fc.integer(), labels: fc.dictionary(word, word, { maxKeys: 2 }) },
        { requiredKeys: ["metric"] },
      ),
      { maxLength: 2 },
    ),
    output: fc.array(fc.record({ format: fc.constantFrom("json", "sarif"), file: word }), { maxLength: 2 }),
    extends: fc.constant(["base.yaml"]),
    unknown: fc.json(),
  },
  { requiredKeys: [] },
);
/** Mistakes are rare enough that most configurations hold. */
const sound = settings.filter(holds);
const either = fc.oneof({ weight: 5, arbitrary: sound }, { weight: 1, arbitrary: settings });
const env = fc.record(
  {
    AGENT_CI_FAIL_ON: fc.constantFrom("error", "never", "x"),
    AGENT_CI_CLIENTS: fc.constantFrom("codex", "zed,amp", ","),
  },
  { requiredKeys: [] },
);

const world = fc.record({ base: either, main: either, overlay: either, env, flags: either });

test("what was resolved satisfies the schema, has every default, and knows the origin of each leaf", () => {
  let held = 0;
  fc.assert(
    fc.property(world, ({ base, main, overlay, env: variables, flags }) => {
      const { extends: _, ...end } = base;
      const { extends: __, ...given } = flags;
      const result = resolved({
        // JSON is YAML.
        files: {
          "agent-ci.yaml": JSON.stringify(main),
          "base.yaml": JSON.stringify(end),
          "environments/ci/agent-ci.yaml": JSON.stringify({ ...overlay, extends: undefined }),
        },
        env: { ...variables, CI: "true" },
        flags: given,
      });
      if (!result.ok) {
        expect(result.problems).not.toEqual([]);
        return;
      }
      held += 1;
      expect(broken(result.settings)).toEqual([]);
      for (const [key, property] of Object.entries(settingsSchema.properties))
        if ("default" in property) expect(result.settings).toHaveProperty([key]);
      expect([...result.origins].filter(([path, origin]) => path === "" || originText(origin) === "none")).toEqual([]);
    }),
    { seed: 20_261_121, numRuns: 200 },
  );
  expect(held).toBeGreaterThan(50);
});
