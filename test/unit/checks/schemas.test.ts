import { expect, test } from "vitest";
import { createRepository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";

const schema = (facts: object): string => JSON.stringify({ type: "object", ...facts });
const twice = (part: object) => ({ anyOf: [part, part] });
/** A schema that refers to itself twice a level, by a reference that leads to it. */
const branching = (reference: string) => twice({ required: ["no"], properties: { x: { $ref: reference } } });
const CONFIG = "schemas: [{ files: ['data/**'], schema: shape.json }]\n";
const repository = (files: Readonly<Record<string, string>>) =>
  createRepository({ "agent-ci.yaml": CONFIG, "AGENTS.md": "# Rules\n", ...files });

const SHAPE = schema({
  required: ["name"],
  properties: { name: { type: "string", pattern: "^[a-z]+$" }, level: { enum: ["low", "high"] } },
  additionalProperties: false,
});

test.each([
  ["data/a.json", '{\n  "name": "a",\n  "levle": "low"\n}', "error schema/invalid data/a.json:3"],
  ["data/a.yaml", "name: a\nlevel: middle\n", "error schema/invalid data/a.yaml:2"],
  ["data/a.toml", 'level = "low"\nname = "A"\n', "error schema/invalid data/a.toml:2"],
  ["data/a.md", "---\nname: a\nother: 1\n---\n\nText\n", "error schema/invalid data/a.md:3"],
  ["data/a.yml", "level: low\n", "error schema/invalid data/a.yml:1"],
  ["data/notes.txt", "no data\n", "error schema/invalid data/notes.txt"],
])("%s is held against its schema, and what breaks it is pointed at", async (path, text, found) => {
  const { folder } = repository({ "shape.json": SHAPE, [path]: text });
  expect((await runCheck(folder, { command: "validate" })).found).toEqual([found]);
});

test("what the schema allows, and what no glob names, is not reported", async () => {
  const { folder } = repository({ "shape.json": SHAPE, "data/a.yaml": "name: a\n", "other/a.yaml": "level: 1\n" });
  expect((await runCheck(folder)).found).toEqual([]);
});

test("an entry about no file is told of where it stands, for its schema is never asked", async () => {
  const config =
    "schemas:\n  - { files: ['data/**'], schema: shape.json }\n  - { files: [dta/**], schema: shape.json }\n";
  const { folder } = repository({ "agent-ci.yaml": config, "shape.json": SHAPE, "data/a.yaml": "name: a\n" });
  const { found, report } = await runCheck(folder);
  expect(found).toEqual(["warning schema/unmatched agent-ci.yaml:3"]);
  expect(report.diagnostics[0]?.message).toBe('No file matches "dta/**": shape.json is never asked.');
});

test("whoever checks a part is told nothing of entries about another", async () => {
  const { folder } = repository({ "shape.json": SHAPE, "docs/AGENTS.md": "# Rules\n" });
  expect((await runCheck(folder, { target: "docs" })).found).toEqual([]);
});

test("a schema may be YAML, and of draft-07", async () => {
  const config = "schemas: [{ files: [a.yaml], schema: shape.yaml }]\n";
  const shape =
    "$schema: http://json-schema.org/draft-07/schema#\ndefinitions: { low: { maximum: 3 } }\nproperties: { n: { $ref: '#/definitions/low' } }\n";
  const { folder } = createRepository({
    "agent-ci.yaml": config,
    "AGENTS.md": "# A\n",
    "shape.yaml": shape,
    "a.yaml": "n: 4\n",
  });
  expect((await runCheck(folder)).found).toEqual(["error schema/invalid a.yaml:1"]);
});

test.each([
  ["that is not there", undefined, 'there is no "shape.json"'],
  ["that is no data", "{", "neither JSON nor YAML"],
  ["that is a list", "[]", "a schema is a map"],
  ["of another dialect", schema({ $schema: "https://json-schema.org/draft/2019-09/schema" }), "draft-07 and 2020-12"],
  ["with a keyword of a wrong type", schema({ maxLength: "3" }), "must be integer"],
  ["that refers to what is not there", schema({ $ref: "gone.json" }), 'there is no "gone.json"'],
  ["that refers out of the folder", schema({ $ref: "../a.json" }), "leaves the configuration's root folder"],
  ["that refers into a constant", schema({ $ref: "#/const", const: branching("#/const") }), "no schema"],
  ["that refers into one by another spelling", schema({ $ref: "#/c%6Fnst", const: {} }), "is a value"],
  ["that refers into a default", schema({ $ref: "#/default", default: branching("#/default") }), "is no schema"],
  ["that refers into examples", schema({ $ref: "#a", examples: { b: { $anchor: "a" } } }), "is no schema"],
  ["that refers to nothing in itself", schema({ $ref: "#/$defs/a" }), "it refers to shape.json#/$defs/a, and nothing"],
  ["that refers to the network", schema({ $ref: "https://example.org/a.json" }), "is no schema"],
  ["whose pattern is no linear one", schema({ properties: { a: { pattern: "(?=a)b" } } }), "is no schema"],
])("a schema %s is a mistake of the configuration", async (_what, shape, message) => {
  const { folder } = repository({ ...(shape !== undefined && { "shape.json": shape }), "data/a.json": "{}" });
  const { code, err } = await runCli(folder, ["check"]);
  expect({ code, said: err.includes(message) }).toEqual({ code: 2, said: true });
  expect(err).toMatch(/^agent-ci: agent-ci\.yaml:1:41: schemas: /);
});

test("a pattern that backtracks elsewhere takes no time here", async () => {
  const shape = schema({ properties: { name: { pattern: "^(a+)+$" } } });
  const { folder } = repository({
    "shape.json": shape,
    "data/a.json": JSON.stringify({ name: `${"a".repeat(5000)}!` }),
  });
  expect((await runCheck(folder)).found).toEqual(["error schema/invalid data/a.json:1"]);
});

test("a pattern may be written as JavaScript has it", async () => {
  const shape = schema({ properties: { name: { pattern: String.raw`^\u00e9\d$` } } });
  const files = { "shape.json": shape, "data/a.yaml": "name: é1\n", "data/b.yaml": "name: e1\n" };
  expect((await runCheck(repository(files).folder)).found).toEqual(["error schema/invalid data/b.yaml:1"]);
});

test("names are names, also those of keywords, and data is data", async () => {
  const shape = schema({
    properties: {
      default: { $ref: "parts.json#/properties/const" },
      enum: { const: { $ref: "not a reference" } },
    },
    examples: [{ $ref: "not a reference" }],
    additionalProperties: false,
  });
  const files = {
    "shape.json": shape,
    "parts.json": '{ "properties": { "const": { "maxLength": 1 } } }',
    "data/a.json": '{ "default": "a", "enum": { "$ref": "not a reference" } }',
    "data/b.json": '{\n"default": "ab",\n"enum": {},\n"agent-ci-step": 1 }',
  };
  expect((await runCheck(repository(files).folder)).found).toEqual([
    "error schema/invalid data/b.json:2",
    "error schema/invalid data/b.json:3",
    "error schema/invalid data/b.json:4",
  ]);
});

test("a schema may refer to files beside it, whatever its $id", async () => {
  const files = {
    "agent-ci.yaml": "schemas: [{ files: ['data/**'], schema: schemas/shape.json }]\n",
    "schemas/shape.json": schema({
      $id: "https://example.org/shape.json",
      properties: { name: { $ref: "parts/name.yaml#/$defs/short" }, also: { $ref: "#/properties/name" } },
    }),
    "schemas/parts/name.yaml": "$defs: { short: { $ref: ../length.json } }\n",
    "schemas/length.json": '{ "maxLength": 2 }',
    "data/a.yaml": "name: abc\n",
    "data/b.yaml": "name: ab\nalso: abc\n",
  };
  expect((await runCheck(repository(files).folder)).found).toEqual([
    "error schema/invalid data/a.yaml:1",
    "error schema/invalid data/b.yaml:2",
  ]);
});

const nested = (depth: number): string => `${'{"x":'.repeat(depth)}1${"}".repeat(depth)}`;
test.each([
  ["references that branch and come back", { $ref: "#/$defs/a", $defs: { a: branching("#/$defs/a") } }, nested(60)],
  ["a schema called enum", { $ref: "#/$defs/enum", $defs: { enum: branching("#/$defs/enum") } }, nested(60)],
  ["an anchor in it", { $ref: "#a", $defs: { const: { $anchor: "a", ...branching("#a") } } }, nested(60)],
  [
    "a property called type",
    { $ref: "#/properties/type", properties: { type: branching("#/properties/type") } },
    nested(60),
  ],
  ["a keyword that nobody knows", { $ref: "#/own/a", own: { a: branching("#/own/a") } }, nested(60)],
  ["a reference to itself", { $ref: "#" }, "{}"],
  [
    "comparing thousands of items",
    { properties: { x: { uniqueItems: true } } },
    JSON.stringify({ x: Array.from({ length: 20_000 }, (_, index) => ({ index })) }),
  ],
])("work has a bound: %s", async (_what, facts, text) => {
  const { folder } = repository({ "shape.json": schema(facts), "data/a.json": text });
  const { report } = await runCheck(folder);
  expect(report.diagnostics.map(({ message }) => message)).toEqual([
    "The file takes more steps to check than a schema may (shape.json).",
  ]);
});

test("a change is judged by the target's schema, not by its own", async () => {
  const own = repository({ "shape.json": SHAPE, "data/a.yaml": "name: a\n" });
  own.git("branch", "trunk");
  own.commit({ "shape.json": "true", "data/a.yaml": "name: 1\n" });
  const { code, out } = await runCli(own.folder, ["check", "--policy-from", "trunk"]);
  expect(code).toBe(1);
  expect(out).toContain("schema/invalid");
});
