import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { FORMATS } from "../../../src/report/formats.ts";
import { reporters } from "../../../src/report/index.ts";
import { settings } from "../../../src/report/settings.ts";
import { OLDEST_NODE, ruleUrl, TOOL } from "../../../src/report/tool.ts";
import { rich } from "../../support/reports.ts";

test("the versions in reports and in doctor are the package's", () => {
  expect(TOOL.name).toBe(manifest.name);
  expect(TOOL.version).toBe(manifest.version);
  expect(`>=${OLDEST_NODE}`).toBe(manifest.engines.node);
  expect(ruleUrl("skill/x")).toContain(`/blob/v${manifest.version}/docs/rules/skill/x.md`);
});

test.each(FORMATS)("%s gives the same bytes for the same report, and ends its last line", async (format) => {
  const report = await reporters[format]();
  expect(report(rich)).toBe(report(structuredClone(rich)));
  expect(report(rich).endsWith("\n")).toBe(true);
});

describe("settings", () => {
  const validate = new Ajv2020({ strict: true, validateFormats: false }).compile({
    type: "object",
    additionalProperties: false,
    ...settings,
  });

  test.each([
    [{ format: "sarif" }, true],
    [{ output: [{ format: "junit", file: "junit.xml" }] }, true],
    [{ format: "xml" }, false],
    [{ output: [{ format: "junit" }] }, false],
    [{ output: [{ format: "junit", file: "" }] }, false],
    [{ output: [{ format: "junit", file: "a", mode: "w" }] }, false],
  ])("%j", (value, valid) => {
    expect(validate(value)).toBe(valid);
  });
});
