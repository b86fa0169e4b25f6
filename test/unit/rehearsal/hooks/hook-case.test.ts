import { expect, test } from "vitest";
import { type HookCase, type HookOutcome, missedBy } from "../../../../src/rehearsal/hooks/hook-case.ts";

const row: HookCase = { name: "PreToolUse", input: {}, decision: "refused" };
const outcome: HookOutcome = {
  decided: { decision: "deny", reason: "never remove the root" },
  ran: [{ command: "./guard.sh", exitCode: 2, output: "never remove the root", durationMs: 12 }],
  left: [],
};

test("an event that is refused as it must be", () => {
  expect(missedBy({ ...row, reason: "root", exitCode: 2, output: "never", within: 100 }, outcome)).toEqual([]);
  expect(missedBy({ ...row, decision: "deny" }, outcome)).toEqual([]);
});

test("everything that is missed is said", () => {
  expect(
    missedBy({ ...row, decision: "passed", reason: "home", exitCode: 0, output: "ok", within: 5 }, outcome),
  ).toEqual([
    "must be passed, and is deny",
    'the reason must have "home", and is "never remove the root"',
    "./guard.sh must exit with 0, and exits with 2",
    './guard.sh must print "ok"',
    "./guard.sh must take at most 5 ms, and takes 12",
  ]);
});

test("a guard that fails open says why", () => {
  const open: HookOutcome = { ...outcome, decided: { decision: "continue", fault: "exited with code 127" } };
  expect(missedBy(row, open)).toEqual(["must be refused, and is continue (exited with code 127)"]);
});

test("a guard that never hears of the event protects nothing", () => {
  const none: HookOutcome = { decided: { decision: "continue" }, ran: [], left: [] };
  expect(missedBy(row, none)).toEqual(["must be refused, and is continue", "no hook hears of it"]);
  expect(missedBy({ ...row, decision: "passed" }, none)).toEqual([]);
});

test("of a hook that could not be rehearsed nobody knows what it lets pass", () => {
  const left = ["a hook of the type http: only commands are rehearsed"];
  const passed: HookCase = { ...row, decision: "passed" };
  expect(missedBy(passed, { decided: { decision: "continue" }, ran: [], left })).toEqual([
    "a hook could not be rehearsed: a hook of the type http: only commands are rehearsed",
  ]);
});
