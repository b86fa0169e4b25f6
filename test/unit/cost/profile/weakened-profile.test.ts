import { expect, test } from "vitest";
import { readProfile } from "../../../../src/cost/profile/read-profile.ts";
import { weakenedProfile } from "../../../../src/cost/profile/weakened-profile.ts";

const workloads = (text: string) => {
  const profile = readProfile(`workflows:\n  a: { client: codex, runs-per-month: 10, ${text} }\n`);
  if (!profile.ok) throw new Error(profile.problems.map(({ message }) => message).join());
  return profile.workloads;
};

test.each<[string, string, readonly string[]]>([
  ["tool-choice: any", "tool-choice: auto", ["a: tool-choice any became auto"]],
  ["turns: 5", "tool-choice: no-tools, turns: 5", ["a: tool-choice auto became no-tools"]],
  ["tool-choice: no-tools", "tool-choice: any", []],
  ["measured: { runs: 20, turns: 9 }", "measured: { runs: 20, turns: 8 }", ["a: turns 9 became 8"]],
  ["turns: 9", "measured: { runs: 20, turns: 9 }", []],
])("%s → %s", (before, after, said) => {
  expect(weakenedProfile(workloads(before), workloads(after))).toEqual(said);
});
