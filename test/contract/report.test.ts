import { readFileSync } from "node:fs";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, test } from "vitest";
import reportSchema from "../../schema/report.schema.json" with { type: "json" };
import { codequality } from "../../src/report/formats/codequality.ts";
import type { Reporter } from "../../src/report/reporter.ts";
import { gitlabSecretDetection } from "../../src/report/formats/gitlab-secret-detection.ts";
import { json } from "../../src/report/formats/json.ts";
import { junit } from "../../src/report/formats/junit.ts";
import { sarif } from "../../src/report/formats/sarif.ts";
import codeQualitySchema from "../schemas/gitlab-code-quality.json" with { type: "json" };
import secretDetectionSchema from "../schemas/gitlab-secret-detection.json" with { type: "json" };
import sarifSchema from "../schemas/sarif-2.1.0.json" with { type: "json" };
import { empty, rich } from "../support/reports.ts";
import { schemaProblems } from "../support/schema-problems.ts";
import { ATTACKS, hostile } from "../unit/report/attacks.ts";

const attacks = Object.entries(ATTACKS);

/** Allows nothing that the schema does not name: a published schema is additive, its documentation has to be complete. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "properties" in inner && "type" in inner ? { additionalProperties: false, ...inner } : inner;
}

const formats: readonly [string, Reporter, (document: string) => unknown][] = [
  ["json", json, schemaProblems(closed(reportSchema) ?? {}, true)],
  ["sarif", sarif, schemaProblems(sarifSchema, false)],
  ["codequality", codequality, schemaProblems(codeQualitySchema, true)],
  ["gitlab-secret-detection", gitlabSecretDetection, schemaProblems(secretDetectionSchema, true)],
];
describe.each(formats)("%s", (_, reporter, problems) => {
  test("rich report", () => expect(problems(reporter(rich))).toEqual([]));
  test("empty report", () => expect(problems(reporter(empty))).toEqual([]));
  test.each(attacks)("hostile report: %s", (_name, attack) => {
    expect(problems(reporter(hostile(attack, "https://docs.example/rule")))).toEqual([]);
    expect(problems(reporter(hostile(attack, "https://docs.example/rule", "secret/token")))).toEqual([]);
  });
});

const changed = (change: object): string => JSON.stringify({ ...JSON.parse(json(rich)), ...change });

describe("the schema of the JSON report", () => {
  const problems = schemaProblems(reportSchema, true);

  test("lets later versions add properties", () => {
    expect(problems(changed({ later: true }))).toEqual([]);
  });

  test.each([
    ["another version", { version: 2 }],
    ["an unknown result", { verdict: { result: "maybe", reasons: [] } }],
    [
      "a diagnostic without a rule",
      { diagnostics: [{ severity: "error", message: "x", fingerprint: `v1:${"0".repeat(64)}` }] },
    ],
    ["a line counted from 0", { diagnostics: [{ ...rich.report.diagnostics[0], line: 0 }] }],
    ["a root without its slash", { run: { ...rich.report.run, root: "packages/x" } }],
  ])("refuses %s", (_, change) => {
    expect(problems(changed(change))).not.toEqual([]);
  });
});

describe("junit", () => {
  const schema = XmlDocument.fromString(readFileSync(new URL("../schemas/junit.xsd", import.meta.url), "utf8"));
  const xsd = XsdValidator.fromDoc(schema);
  /** The parsed document, once it is well-formed and valid. */
  const parse = (document: string): XmlDocument => {
    const parsed = XmlDocument.fromString(document);
    xsd.validate(parsed);
    return parsed;
  };

  test("rich report", () => {
    const parsed = parse(junit(rich));
    expect(parsed.find("//testcase")).toHaveLength(7);
    expect(parsed.find("//testcase/failure")).toHaveLength(4);
  });

  test("empty report", () => expect(parse(junit(empty)).find("//testcase/error")).toHaveLength(1));

  test.each(attacks)("hostile report: %s", (_, attack) => {
    const parsed = parse(junit(hostile(attack)));
    const elements = ["testsuites", "testsuite", "testcase", "error", "failure", "system-out"];
    expect(elements.map((name) => parsed.find(`//${name}`).length)).toEqual([1, 1, 3, 1, 1, 1]);
    expect(parsed.find("//*")).toHaveLength(8);
  });

  test("text arrives as it was written", () => {
    const text = `<a b="c">&amp;'\n\t]]> ::x ##[y]`;
    expect(parse(junit(hostile(text))).get("//failure")?.content).toContain(
      `1:1 in commit ${text.slice(0, 12)} error: ${text}\n`,
    );
  });

  test("a document of another shape is refused", () => {
    expect(() => parse(junit(rich).replace("<testcase ", "<case "))).toThrow();
    expect(() => parse(junit(rich).replace('name="verdict"', ""))).toThrow();
  });
});
