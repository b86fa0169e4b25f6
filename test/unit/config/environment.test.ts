import { describe, expect, test } from "vitest";
import { accepted, refused } from "./resolved.ts";

describe("the environment", () => {
  test.each([
    [{}, { name: "local", from: "default" }],
    [{ CI: "true" }, { name: "ci", from: "CI" }],
    [{ CI: "1" }, { name: "ci", from: "CI" }],
    [{ CI: "woodpecker" }, { name: "ci", from: "CI" }],
    [{ CI: "false" }, { name: "local", from: "default" }],
    [{ CI: "0" }, { name: "local", from: "default" }],
    [
      { NODE_ENV: "production", CI: "true" },
      { name: "production", from: "NODE_ENV" },
    ],
    [{ NODE_ENV: "staging" }, { name: "staging", from: "NODE_ENV" }],
    [
      { NODE_ENV: "test", CI: "true" },
      { name: "ci", from: "CI", ignored: "test" },
    ],
    [{ NODE_ENV: "development" }, { name: "local", from: "default", ignored: "development" }],
    [{ NODE_ENV: "qa" }, { name: "local", from: "default", ignored: "qa" }],
    [
      { AGENT_CI_ENV: "qa", CI: "true" },
      { name: "qa", from: "AGENT_CI_ENV" },
    ],
    [
      { AGENT_CI_ENV: "local", NODE_ENV: "production" },
      { name: "local", from: "AGENT_CI_ENV" },
    ],
    [
      { AGENT_CI_ENV: "", NODE_ENV: "", CI: "" },
      { name: "local", from: "default" },
    ],
  ])("of %j is %j", (env, environment) => {
    expect(accepted({ env, environments: ["qa"] }).environment).toEqual(environment);
  });

  test.each([
    ["prodution", "AGENT_CI_ENV: there is no environment `prodution`: did you mean `production`?"],
    ["banana", "AGENT_CI_ENV: there is no environment `banana`"],
    ["../../etc", "AGENT_CI_ENV: there is no environment `../../etc`"],
    ["__proto__", "AGENT_CI_ENV: there is no environment `__proto__`"],
  ])("%j is refused where no folder has that name", (name, message) => {
    const help =
      "(Known environments: ci, local, production, qa, staging. Another one begins with a folder `environments/<name>/`.)";
    expect(refused({ env: { AGENT_CI_ENV: name }, environments: ["qa"] })).toEqual([`${message} ${help}`]);
  });

  test("a folder need not hold settings", () => {
    expect(accepted({ env: { AGENT_CI_ENV: "qa" }, environments: ["qa"] }).files).toEqual([]);
  });
});

describe("an overlay", () => {
  const files = {
    "agent-ci.yaml":
      "fail-on: warning\non-inconclusive: warn\nignore: [a, b]\nrules:\n  skill/name-format: off\n  skill/metadata: error\n",
    "environments/qa/agent-ci.yml": "fail-on: never\nignore: [c]\nrules:\n  skill/name-format: error\n",
  };
  const given = { files, env: { AGENT_CI_ENV: "qa" }, environments: ["qa"] };

  test("wins key by key, and leaves the rest as it is", () => {
    expect(accepted(given).settings).toMatchObject({
      "fail-on": "never",
      "on-inconclusive": "warn",
      ignore: ["c"],
      rules: { "skill/name-format": { severity: "error" }, "skill/metadata": { severity: "error" } },
    });
    expect(accepted(given).files).toEqual(["agent-ci.yaml", "environments/qa/agent-ci.yml"]);
  });

  test("of another environment is not read", () => {
    expect(accepted({ files }).settings["fail-on"]).toBe("warning");
    expect(accepted({ files }).files).toEqual(["agent-ci.yaml"]);
  });

  test("may stand alone, and may extend a file of the root", () => {
    const alone = {
      "environments/ci/agent-ci.yaml": "extends: [../../strict.yaml]\n",
      "strict.yaml": "fail-on: warning\n",
    };
    const { settings, files: read } = accepted({ files: alone, env: { CI: "true" } });
    expect(settings["fail-on"]).toBe("warning");
    expect(read).toEqual(["strict.yaml", "environments/ci/agent-ci.yaml"]);
  });

  test("applies over a file that was named explicitly", () => {
    const named = { ...files, "other.yaml": "on-inconclusive: fail\n" };
    expect(accepted({ ...given, files: named, file: "./other.yaml" })).toMatchObject({
      settings: { "fail-on": "never", "on-inconclusive": "fail", ignore: ["c"] },
      files: ["other.yaml", "environments/qa/agent-ci.yml"],
    });
  });
});

describe("a variable that was meant to be a setting", () => {
  test.each([
    ["AGENT_CI_FAILON", "there is no such setting: did you mean `AGENT_CI_FAIL_ON`?"],
    ["AGENT_CI_CLIENT", "there is no such setting: did you mean `AGENT_CI_CLIENTS`?"],
    ["AGENT_CI_EVN", "there is no such setting: did you mean `AGENT_CI_ENV`?"],
    ["agent_ci_fail_on", "there is no such setting: did you mean `AGENT_CI_FAIL_ON`?"],
    ["AGENT_CI_RULES", "a variable cannot hold `rules` (Write it into `agent-ci.yaml`.)"],
    ["AGENT_CI_EXTENDS", "a variable cannot hold `extends` (Write it into `agent-ci.yaml`.)"],
  ])("%s", (name, message) => {
    expect(refused({ env: { [name]: "never" } })).toEqual([`${name}: ${message}`]);
  });

  test("is left alone where it is empty, or resembles none", () => {
    const env = { AGENT_CI_FAILON: "", AGENT_CI_RULES: " ", AGENT_CI_JOB: "lint", AGENT_CI_GITLAB_TOKEN: "x" };
    const inputs = { AGENT_CI_INPUT_FAIL_ON: "x", AGENT_CI_CHECK_RESULT: "pass", MY_AGENT_CI_FAILON: "x" };
    expect(refused({ env: { ...env, ...inputs } })).toEqual([]);
  });
});
