import { expect, test } from "vitest";
import { weakenedScenarios } from "../../../../src/rehearsal/scenarios/weakened-scenarios.ts";
import { readYaml } from "../../../support/scenario-file.ts";

const SMALL = "prompt: ping\ncommand: [x]\nturns: [{ text: pong }]\n";

const told = (before: string, after: string): readonly string[] =>
  weakenedScenarios(readYaml(SMALL + before).scenarios, readYaml(SMALL + after).scenarios).map(
    ({ message }) => message,
  );

test.each([
  ["nothing", "expect: [{ type: contains, value: a }]\n", "expect: [{ type: contains, value: a }]\nname: other\n", []],
  [
    "the order of keys",
    "expect: [{ type: tool-used, value: a, max: 2 }]\n",
    "expect: [{ max: 2, value: a, type: tool-used }]\n",
    [],
  ],
  ["one more expectation", "", "expect: [{ type: contains, value: a }]\n", []],
  [
    "one expectation less",
    "expect: [{ type: not-contains, value: a }]\n",
    "",
    ['no longer expects that this is not so: the output contains "a"'],
  ],
  [
    "another bound",
    "expect: [{ type: latency, threshold: 5 }]\n",
    "expect: [{ type: latency, threshold: 9 }]\n",
    ["no longer expects that the run takes at most 5 ms"],
  ],
  ["a higher limit", "limits: { tokens: 5 }\n", "limits: { tokens: 6 }\n", ["has tokens: 6 instead of 5"]],
  ["a lower limit", "limits: { tokens: 5 }\n", "limits: { tokens: 4 }\n", []],
  ["no limit", "limits: { seconds: 5 }\n", "", ["has no limit of seconds any more"]],
  ["fewer repeats", "repeat: 5\n", "repeat: 4\n", ["runs 4 instead of 5 times"]],
  ["another environment", "", "env: { A: b }\n", ["asks for something else than before: env"]],
  [
    "less that goes wrong",
    "agents: { qa: {} }\nfaults: [{ agent: qa, how: error, times: 2 }]\n",
    "agents: { qa: {} }\nfaults: [{ agent: qa, how: error }]\n",
    ["asks for something else than before: faults"],
  ],
  ["a smaller matrix", "matrix: { a: [x, y] }\n", "matrix: { a: [x] }\n", ["is not run any more"]],
])("%s", (_what, before, after, expected) => {
  expect(
    told(before, after).map((one) => one.replace(/^The scenario \S+(?: \[a=y\])? /, "").replace(/\.$/, "")),
  ).toEqual(expected);
});
