import { describe, expect, test } from "vitest";
import { readInputs, secretInputs } from "../../../src/action/inputs.ts";
import type { Manifest } from "../../../src/commands/command.ts";

const COMMAND: Manifest = {
  name: "play",
  summary: "Plays.",
  positionals: [{ name: "path", summary: "Where.", optional: true }],
  options: [
    { name: "fail-on", type: "string", values: ["error", "never"], summary: "When." },
    { name: "deep", type: "boolean", summary: "How far." },
    { name: "output", type: "string", value: "file", multiple: true, summary: "Where to." },
    { name: "github-token", type: "string", value: "token", secret: true, doors: ["github"], summary: "Who." },
    { name: "quiet", type: "boolean", doors: ["terminal"], summary: "How loud." },
  ],
  examples: [],
};
const read = (env: Readonly<Record<string, string>>) => readInputs(COMMAND, env);

describe("inputs", () => {
  test("are what the runner put into the environment, without the blanks around them", () => {
    expect(read({ "INPUT_FAIL-ON": " never\n", INPUT_DEEP: "true", INPUT_PATH: "docs", INPUT_OTHER: "x" })).toEqual({
      values: { "fail-on": "never", deep: true },
      positionals: ["docs"],
    });
  });
  test("have underscores in a composite", () => {
    expect(read({ INPUT_FAIL_ON: "never" }).values).toEqual({ "fail-on": "never" });
    expect(secretInputs(COMMAND, { INPUT_GITHUB_TOKEN: "ghp_1" })).toEqual(["ghp_1"]);
  });
  test("that are empty were not given", () => {
    const empty = { "INPUT_FAIL-ON": "", INPUT_FAIL_ON: "never", INPUT_DEEP: "", INPUT_OUTPUT: " \n", INPUT_PATH: "" };
    expect(read(empty)).toEqual({ values: {}, positionals: [] });
  });
  test("of several values have one on each line", () => {
    expect(read({ INPUT_OUTPUT: "json=a.json\n\n  sarif=b c.sarif\n" }).values).toEqual({
      output: ["json=a.json", "sarif=b c.sarif"],
    });
  });
  test("of other doors are not read", () => {
    expect(read({ INPUT_QUIET: "true" }).values).toEqual({});
  });
  test.each([
    [{ "INPUT_FAIL-ON": "eror" }, 'did you mean "error"?'],
    [{ INPUT_DEEP: "yes" }, 'The input deep is true or false, not "yes".'],
  ])("%j is a mistake", (env, message) => {
    expect(() => read(env)).toThrow(message);
  });
  test("that are secret are known before any is read", () => {
    expect(secretInputs(COMMAND, { "INPUT_GITHUB-TOKEN": "ghp_1", "INPUT_FAIL-ON": "eror" })).toEqual(["ghp_1"]);
    expect(secretInputs(COMMAND, {})).toEqual([]);
  });
});
