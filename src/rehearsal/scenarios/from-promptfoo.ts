import { fromValue } from "../../config/layer.ts";
import { mistakes } from "../../config/mistakes.ts";
import { plain } from "../../model/data.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { isObject, type Json, listOf, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import { schemaOf, splitType } from "./expectations.ts";

export type FromPromptfoo =
  | {
      readonly ok: true;
      /** Scenarios as files, by their names. */
      readonly files: ReadonlyMap<string, string>;
      /** What our scenarios cannot say, each with its place. */
      readonly leftOut: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

const MOST = 500;

/**
 * The tests of a promptfooconfig.yaml as scenarios, each prompt with each test. What only a model or a server can
 * judge, and what is kept in other files, is left out and named.
 * https://www.promptfoo.dev/docs/configuration/reference, read 2026-11-21.
 */
export function fromPromptfoo(text: string): FromPromptfoo {
  const { data, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem) return { ok: false, reason: problem.message };
  const config = objectOf(data && plain(data));
  const leftOut: string[] = [];
  const prompts = listOf(config["prompts"]).flatMap((prompt, at) => promptOf(prompt, `prompts[${at}]`, leftOut));
  const tests = objectsOf(config["tests"]);
  if (prompts.length === 0 || tests.length === 0)
    return { ok: false, reason: "it has no prompts, or no tests, of its own" };
  if (prompts.length * tests.length > MOST) return { ok: false, reason: `it makes more than ${MOST} scenarios` };
  for (const key of ["providers", "scenarios", "redteam", "outputPath", "commandLineOptions"])
    if (config[key] !== undefined)
      leftOut.push(`${key}: a scenario names its own adapter, and runs as \`dry-run\` says`);
  const shared = objectOf(config["defaultTest"]);
  const files = new Map<string, string>();
  for (const [at, test] of tests.entries())
    for (const [number, prompt] of prompts.entries()) {
      const name = `${slugOf(stringOf(test["description"]) || `test ${at + 1}`)}${prompts.length > 1 ? `-${number + 1}` : ""}`;
      const unique = files.has(`${name}.yaml`) ? `${name}-${at + 1}` : name;
      const once: string[] = number === 0 ? leftOut : [];
      files.set(`${unique}.yaml`, scenarioText(unique, prompt, { shared, test, where: `tests[${at}]`, leftOut: once }));
    }
  return { ok: true, files, leftOut };
}

function promptOf(prompt: unknown, where: string, leftOut: string[]): readonly string[] {
  const raw = typeof prompt === "string" ? prompt : stringOf(objectOf(prompt)["raw"]);
  if (raw !== "" && !raw.startsWith("file://")) return [raw];
  leftOut.push(`${where}: a prompt in another file`);
  return [];
}

interface Test {
  readonly shared: Json;
  readonly test: Json;
  readonly where: string;
  readonly leftOut: string[];
}

function scenarioText(name: string, prompt: string, { shared, test, where, leftOut }: Test): string {
  const vars = { ...objectOf(shared["vars"]), ...objectOf(test["vars"]) };
  const asserts = [...listOf(shared["assert"]), ...listOf(test["assert"])];
  for (const key of Object.keys(test))
    if (!["description", "vars", "assert"].includes(key)) leftOut.push(`${where}.${key}`);
  const expect = asserts.flatMap((one, at) => expectationOf(objectOf(one), `${where}.assert[${at}]`, leftOut));
  const filled = fill(prompt, vars);
  return [
    "# From a test of promptfoo. Say which agent is meant, then fill the recordings: agent-ci record",
    ...(stringOf(test["description"]) === "" ? [] : [`name: ${JSON.stringify(stringOf(test["description"]))}`]),
    "adapter: claude-code",
    "workspace: { folder: .. }",
    `prompt: ${JSON.stringify(filled)}`,
    `recordings: ${JSON.stringify(`recordings/${name}`)}`,
    ...(expect.length === 0 ? [] : ["expect:", ...expect.map((one) => `  - ${JSON.stringify(one)}`)]),
    "",
  ].join("\n");
}

const fill = (prompt: string, vars: Json): string =>
  prompt.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (found, name: string) => {
    const value = Object.hasOwn(vars, name) ? vars[name] : undefined;
    return typeof value === "string" || typeof value === "number" ? String(value) : found;
  });

/** The same expectation in our words, where there are words for it. */
function expectationOf(assert: Json, where: string, leftOut: string[]): readonly Json[] {
  const type = stringOf(assert["type"]);
  const split = splitType(type);
  const known: Json = { type, ...paramsOf(type.replace(/^not-/, ""), assert) };
  const value = stringOf(assert["value"]);
  const fits = split && !value.startsWith("file://") && isComplete(assert) && fitsSchema(split.type, known);
  if (fits) return [known];
  leftOut.push(`${where}: ${type || "an assertion without a type"}`);
  return [];
}

/** Weights, transforms and metrics would make another assertion of it. */
const isComplete = (assert: Json): boolean =>
  Object.keys(assert).every((key) => ["type", "value", "threshold"].includes(key));

function fitsSchema(name: Parameters<typeof schemaOf>[0], params: Json): boolean {
  return [...mistakes(schemaOf(name), fromValue(params, { from: "default" }))].length === 0;
}

function paramsOf(type: string, { value, threshold }: Json): Json {
  if (type === "cost") return threshold === undefined ? {} : { "max-dollars": threshold };
  if (type === "latency") return threshold === undefined ? {} : { threshold };
  if ((type === "trajectory:tool-used" || type === "skill-used") && isObject(value)) {
    const { name, ...bounds } = value;
    return { value: name, ...bounds };
  }
  if (type === "trajectory:tool-args-match" && isObject(value)) {
    const { name = value["tool"], args = value["arguments"], mode } = value;
    return { value: { name, args, ...(mode !== undefined && { mode }) } };
  }
  if (type === "trajectory:step-count" && isObject(value)) {
    const { type: of, ...bounds } = value;
    return of === undefined || of === "tool" ? { value: bounds } : {};
  }
  return value === undefined ? {} : { value };
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60) || "test";
