import { expect, test } from "vitest";
import { badge } from "../../../src/report/formats/badge.ts";
import { empty, fail, pass, reportOf } from "../../support/reports.ts";

const load = (value: number, more: object = {}) => ({
  metric: "tokens",
  value,
  unit: "tokens",
  labels: { client: "codex", when: "always", folder: "." },
  ...more,
});
const shown = (measurements: readonly ReturnType<typeof load>[], verdict = pass) =>
  JSON.parse(badge({ report: { ...reportOf(), measurements }, verdict }));

test("shows the client that loads most with every request", () => {
  expect(
    shown([load(900), load(1234), load(5000, { labels: { client: "codex", when: "on-trigger", folder: "." } })]),
  ).toEqual({
    schemaVersion: 1,
    label: "agent context",
    message: "1234 tokens",
    color: "brightgreen",
  });
});

test("an estimate says so, and thousands are short", () => {
  expect(shown([load(12_345, { low: 10_000, high: 15_000 })])).toMatchObject({ message: "≈12k tokens" });
});

test("is red where a budget is exceeded or the check failed", () => {
  expect(shown([load(900, { limit: 800 })])).toMatchObject({ color: "red" });
  expect(shown([load(900)], fail)).toMatchObject({ color: "red" });
});

test("shows the verdict where no tokens were counted", () => {
  expect(JSON.parse(badge(empty))).toEqual({
    schemaVersion: 1,
    label: "agent-ci",
    message: "inconclusive",
    color: "yellow",
  });
});
