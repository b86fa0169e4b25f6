import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import schema from "../../../schema/report.schema.json" with { type: "json" };
import { json } from "../../../src/report/formats/json.ts";
import { render } from "../../../src/report/markdown/markdown.ts";
import { readReport } from "../../../src/report/read-report.ts";
import type { ReporterInput } from "../../../src/report/reporter.ts";
import { empty, reportOf, rich } from "../../support/reports.ts";
import { ATTACKS, hostile } from "./attacks.ts";

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function read(text: string): ReporterInput {
  const found = readReport(text);
  if (!found.ok) throw new Error(found.reason);
  return found.input;
}
/** Addresses are not read. */
const withoutRules = ({ report, verdict }: ReporterInput): ReporterInput => ({
  report: { ...report, rules: [] },
  verdict,
});

test.each([
  ["a rich report", rich],
  ["an empty one", empty],
])("%s looks in Markdown as it did before it was written and read", (_, input) => {
  expect(render(read(json(input)), 1e6)).toBe(render(withoutRules(input), 1e6));
});

test.each(Object.entries(ATTACKS))("%s survives as text", (_, attack) => {
  const input = hostile(attack);
  const found = readReport(json(input));
  // A name may be empty in no report; every other text is anybody's.
  expect(found.ok).toBe(true);
  expect(render(read(json(input)), 1e6)).toBe(render(withoutRules(input), 1e6));
});

/** The report as JSON with one member replaced (or, by undefined, removed); paths such as `diagnostics/0/line`. */
function broken(path: string, value: unknown): string {
  const whole: unknown = JSON.parse(json(rich));
  const keys = path.split("/");
  const last = keys.pop() ?? "";
  const at = keys.reduce<unknown>(
    (here, key) => (typeof here === "object" && here ? Reflect.get(here, key) : undefined),
    whole,
  );
  if (typeof at !== "object" || at === null) throw new Error(`No ${path}`);
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, value);
  return JSON.stringify(whole);
}

describe("what the schema refuses is refused, by place and without a quotation", () => {
  test.each([
    ["version", undefined, "/version is missing"],
    ["version", "1", "/version is not a number"],
    ["version", 2, "it is of version 2, and this agent-ci reads version 1"],
    ["verdict", undefined, "/verdict is missing"],
    ["verdict/result", "evil", "/verdict/result is not one of pass, fail, inconclusive"],
    ["verdict/reasons", "evil", "/verdict/reasons is not a list"],
    ["verdict/reasons/0", {}, "/verdict/reasons/0 is not a text"],
    ["diagnostics", {}, "/diagnostics is not a list"],
    ["diagnostics/1", null, "/diagnostics/1 is not an object"],
    ["diagnostics/1", [], "/diagnostics/1 is not an object"],
    ["diagnostics/1/severity", "toString", "/diagnostics/1/severity is not one of error, warning, info"],
    ["diagnostics/1/severity", undefined, "/diagnostics/1/severity is missing"],
    ["diagnostics/1/rule", "", "/diagnostics/1/rule is empty"],
    ["diagnostics/1/message", ["evil"], "/diagnostics/1/message is not a text"],
    ["diagnostics/1/path", 7, "/diagnostics/1/path is not a text"],
    ["diagnostics/1/line", "1](evil)", "/diagnostics/1/line is not a number"],
    ["diagnostics/1/line", 0, "/diagnostics/1/line is not an integer of at least 1"],
    ["diagnostics/1/line", 1.5, "/diagnostics/1/line is not an integer of at least 1"],
    ["diagnostics/1/help", null, "/diagnostics/1/help is not a text"],
    ["measurements/0/value", "7", "/measurements/0/value is not a number"],
    ["measurements/0/limit", null, "/measurements/0/limit is not a number"],
    ["measurements/0/labels", [], "/measurements/0/labels is not an object"],
    ["measurements/0/labels/client", {}, "/measurements/0/labels/… is not a text"],
    ["checked/artifacts", -1, "/checked/artifacts is not an integer of at least 0"],
    ["checked/artifacts", "9", "/checked/artifacts is not a number"],
    ["run/durationMs", "1", "/run/durationMs is not a number"],
    ["run/commit", 7, "/run/commit is not a text"],
    ["run", undefined, "/run is missing"],
  ])("%s: %j", (path, value, reason) => {
    const text = broken(path, value);
    expect(validate(JSON.parse(text))).toBe(false);
    expect(readReport(text)).toEqual({ ok: false, reason });
  });
});

test.each([
  ["no JSON", "evil", "it is no JSON"],
  ["nothing", "", "it is no JSON"],
  ["a list", "[]", "it is not an object"],
  ["null", "null", "it is not an object"],
  ["members of the prototype", '{"__proto__":{"version":1}}', "/version is missing"],
  [
    "a number that is none",
    broken("measurements/0/value", 7).replace('"value":7', '"value":1e999'),
    "/measurements/0/value is not a number",
  ],
  ["nesting", `${"[".repeat(1e6)}${"]".repeat(1e6)}`, "it is not an object"],
  [
    "nesting where sections stand",
    broken("sections", []).replace('"sections":[]', `"sections":${"[".repeat(1e6)}${"]".repeat(1e6)}`),
    "/sections/0 is not an object",
  ],
  [
    "nesting in a section that nobody knows",
    broken("sections", []).replace(
      '"sections":[]',
      `"sections":[{"kind":"x","version":1,"data":${"[".repeat(1e6)}${"]".repeat(1e6)}}]`,
    ),
    undefined,
  ],
  [
    "too many labels",
    broken("measurements/0/labels", Object.fromEntries(Array.from({ length: 101 }, (_, at) => [at, ""]))),
    "/measurements/0/labels is not an object of at most 100 members with names of at most 200 characters",
  ],
])("%s", (_, text, reason) => {
  const found = readReport(text);
  expect(found.ok ? undefined : found.reason).toBe(reason);
});

test("labels may have any name, and change nothing but themselves", () => {
  const text = broken("measurements/0/labels", {}).replace(
    '"labels":{}',
    '"labels":{"__proto__":"x","constructor":"y"}',
  );
  expect(Object.entries(read(text).report.measurements[0]?.labels ?? {})).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
  expect({}).not.toHaveProperty("x");
});

test("long texts are cut, addresses and sections left out", () => {
  const message = "x".repeat(5e6);
  const { report } = read(json({ report: reportOf({ message }), verdict: rich.verdict }));
  expect(report.diagnostics[0]?.message.length).toBeLessThanOrEqual(2000);
  expect([read(json(rich)).report.rules, read(json(rich)).report.sections]).toEqual([[], []]);
});
