import { expect, test } from "vitest";
import { createRepository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";

const schema = (facts: object): string => JSON.stringify({ type: "object", ...facts });
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
  ["that refers to the network", schema({ $ref: "https://example.org/a.json" }), "is no schema"],
  ["whose pattern is no linear one", schema({ properties: { a: { pattern: "(?=a)b" } } }), "is no schema"],
])("a schema %s is a mistake of the configuration", async (_what, shape, message) => {
  const { folder } = repository({ ...(shape !== undefined && { "shape.json": shape }), "data/a.json": "{}" });
  const { code, err } = await runCli(folder, ["check"]);
  expect({ code, said: err.includes(message) }).toEqual({ code: 2, said: true });
});

test("a pattern that backtracks elsewhere takes no time here", async () => {
  const shape = schema({ properties: { name: { pattern: "^(a+)+$" } } });
  const { folder } = repository({
    "shape.json": shape,
    "data/a.json": JSON.stringify({ name: `${"a".repeat(5000)}!` }),
  });
  expect((await runCheck(folder)).found).toEqual(["error schema/invalid data/a.json:1"]);
});

test("a change is judged by the target's schema, not by its own", async () => {
  const own = repository({ "shape.json": SHAPE, "data/a.yaml": "name: a\n" });
  own.git("branch", "trunk");
  own.commit({ "shape.json": "true", "data/a.yaml": "name: 1\n" });
  const { code, out } = await runCli(own.folder, ["check", "--policy-from", "trunk"]);
  expect(code).toBe(1);
  expect(out).toContain("schema/invalid");
});
