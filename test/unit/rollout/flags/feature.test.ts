import { describe, expect, test } from "vitest";
import { readFeature, variableOf } from "../../../../src/rollout/flags/feature.ts";

test.each([
  ["partyMode", "PARTY_MODE_ENABLED"],
  ["party-mode", "PARTY_MODE_ENABLED"],
  ["elicitation", "ELICITATION_ENABLED"],
  ["cli-coordination-v2", "CLI_COORDINATION_V2_ENABLED"],
])("%s is switched by %s", (name, variable) => {
  expect(variableOf(name)).toBe(variable);
});

const features = (value: unknown) => ({ features: { partyMode: value } });

describe("the variable goes before the file, and the file before the default", () => {
  test.each<readonly [string | undefined, unknown, boolean, number, string]>([
    [undefined, undefined, false, 0, "partyMode is disabled by default: nothing says that it is on"],
    [undefined, {}, false, 0, "partyMode is disabled by default: nothing says that it is on"],
    [undefined, features(true), true, 100, "partyMode is enabled by features.partyMode"],
    [undefined, features(false), false, 0, "partyMode is disabled by features.partyMode"],
    [undefined, features({ enabled: true }), true, 100, "partyMode is enabled by features.partyMode"],
    [
      undefined,
      features({ enabled: true, rolloutPercentage: 10, maxAgents: 4 }),
      true,
      10,
      "partyMode is enabled by features.partyMode, for 10 % of the tasks at most",
    ],
    [
      undefined,
      features({ enabled: true, rolloutPercentage: 0 }),
      true,
      0,
      "partyMode is enabled by features.partyMode, for 0 % of the tasks at most",
    ],
    ["false", features(true), false, 0, "partyMode is disabled by PARTY_MODE_ENABLED"],
    ["FALSE", features(true), false, 0, "partyMode is disabled by PARTY_MODE_ENABLED"],
    ["0", features(true), false, 0, "partyMode is disabled by PARTY_MODE_ENABLED"],
    ["true", features(false), true, 100, "partyMode is enabled by PARTY_MODE_ENABLED"],
    ["true", undefined, true, 100, "partyMode is enabled by PARTY_MODE_ENABLED"],
    [
      "true",
      features({ enabled: false, rolloutPercentage: 10 }),
      true,
      10,
      "partyMode is enabled by PARTY_MODE_ENABLED, for 10 % of the tasks at most",
    ],
    ["", features(true), true, 100, "partyMode is enabled by features.partyMode"],
  ])("variable %j, file %j", (said, settings, on, most, says) => {
    expect(readFeature("partyMode", { PARTY_MODE_ENABLED: said }, settings)).toMatchObject({ on, most, says });
  });
});

describe("what cannot be understood leaves it off, and says so", () => {
  test.each<readonly [string | undefined, unknown, string]>([
    ["yes please", features(true), "PARTY_MODE_ENABLED, which is neither true nor false"],
    [undefined, features("true"), "features.partyMode, which says nothing that is known"],
    [undefined, features({ rolloutPercentage: 10 }), "features.partyMode, which says nothing that is known"],
    [undefined, features({ enabled: true, rolloutPercentage: 110 }), "features.partyMode, which says nothing"],
    [undefined, features({ enabled: true, rolloutPercentage: 0.5 }), "features.partyMode, which says nothing"],
    [undefined, features({ enabled: true, rolloutPercentage: "10" }), "features.partyMode, which says nothing"],
    [undefined, { features: { partyMode: true, "party-mode": false } }, "features.partyMode, which says nothing"],
    [undefined, { features: [true] }, "default"],
    [undefined, "features", "default"],
    [undefined, JSON.parse('{"__proto__":{"features":{"partyMode":true}}}'), "default"],
  ])("variable %j, file %j", (said, settings, says) => {
    expect(readFeature("partyMode", { PARTY_MODE_ENABLED: said }, settings)).toMatchObject({
      on: false,
      most: 0,
      says: expect.stringContaining(says),
    });
  });
});

test("a file may spell the feature as it likes", () => {
  expect(readFeature("party-mode", {}, features({ enabled: true, rolloutPercentage: 50 }))).toMatchObject({
    on: true,
    most: 50,
    by: "file",
  });
});
