import { expect, test } from "vitest";
import { playRollout } from "../../../scripts/demo/play-rollout.ts";
import { aMetric, aPlan, HOUR, pause, setWeight } from "../../support/rollouts.ts";

const metric = aMetric("errors");
const watches = ["errors"];
const plan = aPlan(
  [setWeight(10), { ...pause(2 * HOUR), watches }, { ...setWeight(100), watches }, { ...pause(2 * HOUR), watches }],
  {
    metrics: [metric],
  },
);

test("a good release climbs to its end", () => {
  const lines = [...playRollout(plan)];
  expect(lines.filter((line) => line.startsWith("day"))[1]).toMatch(/^day {3}0 {2}2:00 {2}█{20} 100 % {2}passed-pause/);
  expect(lines.at(-1)).toMatch(/ █{20} 100 % {2}Healthy \(COMPLETE\)$/);
});

test("a bad one is taken back in the hour in which it is found", () => {
  const lines = [...playRollout(plan, { metric, after: 1 })];
  expect(lines.find((line) => line.startsWith("day   0  1:00"))).toMatch(/ 0 % {2}metric-failed/);
  expect(lines.at(-1)).toMatch(/^day {3}0 {2}2:00 .* 0 % {2}Degraded$/);
});
