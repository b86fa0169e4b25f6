import { describe, expect, test } from "vitest";
import { judgeEnvironments } from "../../../src/environments/judge-environments.ts";
import * as rules from "../../../src/environments/rules.ts";
import type { EngineRule } from "../../../src/model/rule.ts";

type Files = Readonly<Record<string, string>>;

function judged(files: Files, only?: EngineRule): readonly string[] {
  const readText = (path: string) => files[path];
  const environments = [
    ...new Set(Object.keys(files).flatMap((path) => /^environments\/([^/]+)\//.exec(path)?.[1] ?? [])),
  ];
  const own = Object.keys(files).filter((path) => path.endsWith("SKILL.md"));
  return judgeEnvironments({ readText, environments }, own)
    .filter(({ rule }) => only === undefined || rule === only)
    .map(({ path, line, column, message }) => {
      const place = [path, line, column].filter((part) => part !== undefined).join(":");
      return `${place} ${message}`;
    });
}

const judges = Object.values(rules).filter(({ examples }) => examples.length > 0);

describe.each(judges.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((example) => [example.because, example] as const))("%s", (_because, example) => {
    const files: Record<string, string> = {};
    for (const [path, text] of Object.entries(example.files)) if (typeof text === "string") files[path] = text;
    const paths = Object.keys(files);
    // As everywhere, the report of a case with one file leaves its path out.
    const reports = (example.reports ?? []).map((line) => (/^\d/.test(line) ? `${paths[0]}:${line}` : line));
    expect(judged(files, rule)).toEqual(reports);
  });
});

test("a mistake at the top is none of an environment's", () => {
  expect(judged({ "agent-ci.yaml": "fail_on: error\n", "environments/ci/agent-ci.yaml": "models: {}\n" })).toEqual([]);
});

test("model-overrides.yaml is judged like the key that it stands for", () => {
  expect(judged({ "environments/ci/model-overrides.yaml": "opus: 4\n" })).toEqual([
    "environments/ci/model-overrides.yaml:1:7 expected a text, found `4`",
  ]);
});

test("severities of one rule, and lists, are told once each, at their first line", () => {
  const files = {
    "environments/production/agent-ci.yaml":
      "rules:\n  skill/name-length: { severity: error, options: { max-characters: 3 } }\nignore: [a, b]\n",
  };
  expect(judged(files)).toEqual([
    'environments/production/agent-ci.yaml:2:34 `rules.skill/name-length` is {"severity":"error","options":{"max-characters":3}} in production and not set in agent-ci.yaml at the top.',
    'environments/production/agent-ci.yaml:3:10 `ignore` is ["a","b"] in production and [] in agent-ci.yaml at the top.',
  ]);
});

test("a rule with a severity alone is told as it is written", () => {
  const files = { "environments/staging/agent-ci.yaml": "rules: { link/missing: off }\n" };
  expect(judged(files)).toEqual([
    "environments/staging/agent-ci.yaml:1:24 `rules.link/missing` is off in staging and not set in agent-ci.yaml at the top.",
  ]);
});

test("data that all environments inherit is shared by staging and production", () => {
  const files = {
    "agent-ci.yaml": "data: { paths: { memory: state } }\n",
    "environments/staging/agent-ci.yaml": "models: { a: b }\n",
    "environments/production/agent-ci.yaml": "models: { a: c }\n",
  };
  expect(judged(files)).toEqual([
    'agent-ci.yaml:1:26 "memory" of staging is the folder of "memory" of production: state.',
  ]);
});

test("a repository with a thousand environments does not keep anybody waiting", () => {
  const files = Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => [`environments/e${at}/agent-ci.yaml`, "modles: {}\n"]),
  );
  const found = judged(files, rules.environmentInvalid);
  expect(found[0]).toContain("There are more than 50 environments");
  expect(found).toHaveLength(51);
});

test.each([
  ["state/a", "state/ab"],
  ["/srv/staging", "/srv/production"],
])("%s and %s lie apart", (staging, production) => {
  const data = (path: string) => `data: { paths: { memory: ${path} } }\n`;
  const files = {
    "environments/staging/agent-ci.yaml": data(staging),
    "environments/production/agent-ci.yaml": data(production),
  };
  expect(judged(files)).toEqual([]);
});

test.each([
  ["./state/", "state"],
  ["State", "state"],
  ["state/a/../b", "state/b"],
  [".", "state"],
])("%s and %s do not", (staging, production) => {
  const files = {
    "environments/staging/agent-ci.yaml": `data: { paths: { a: "${staging}" } }\n`,
    "environments/production/agent-ci.yaml": `data: { paths: { b: "${production}" } }\n`,
  };
  expect(judged(files, rules.environmentSharedData)).toHaveLength(1);
});

test("what a machine needs, and how reports are printed, may differ", () => {
  const own = "requires: [{ tool: git }]\nformat: json\noutput: [{ format: json, file: a.json }]\ngates: []\n";
  expect(judged({ "agent-ci.yaml": "fail-on: error\n", "environments/ci/agent-ci.yaml": own })).toEqual([]);
  expect(judged({ "agent-ci.yaml": "{}\n", "environments/ci/agent-ci.yaml": "ignore: [a]\n" })).toHaveLength(1);
});
