import { expect, test } from "vitest";
import { openBreaches } from "../../../../src/rollout/analysis/breaches.ts";
import { NOON } from "../../../support/rollouts.ts";

const task = (id: unknown) => ({ variant: "canary", at: NOON, ended: NOON, task: { task_id: id } }) as const;
const verdict = (found: "fail" | "pass") => ({ verdict: found, at: NOON, why: "", rule: "", figures: [] }) as const;

test("the first five tasks that failed are named, by what an id looks like alone", () => {
  const breaches = openBreaches();
  for (const id of ["a-1", "::set-env name=X::y", 7, "b".repeat(65), "team:7.3_x", "sixth"]) breaches.note(task(id));
  expect(breaches.with(verdict("fail")).breaches).toEqual([
    "a-1 at 2026-11-30 12:00",
    "(no name) at 2026-11-30 12:00",
    "(no name) at 2026-11-30 12:00",
    "(no name) at 2026-11-30 12:00",
    "team:7.3_x at 2026-11-30 12:00",
  ]);
});

test("of what is no failure nothing is named, nor where nobody failed", () => {
  const breaches = openBreaches();
  expect(breaches.with(verdict("fail"))).toEqual(verdict("fail"));
  breaches.note(task("a"));
  expect(breaches.with(verdict("pass"))).toEqual(verdict("pass"));
});
