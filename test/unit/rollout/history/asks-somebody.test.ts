import { expect, test } from "vitest";
import { asksSomebody } from "../../../../src/rollout/history/status.ts";
import type { Phase } from "../../../../src/rollout/state.ts";
import { healthy, NOON } from "../../../support/rollouts.ts";

const paused = (reason: "Requested" | "SteppedDown"): Phase => ({ name: "Paused", reason, why: "odd", since: NOON });

test.each<[Phase, readonly string[]]>([
  [paused("Requested"), ["Goes on by: agent-ci rollout resume team-a"]],
  [paused("SteppedDown"), ["Goes on by: agent-ci rollout retry team-a"]],
  [{ name: "Failed", why: "files: no space left" }, ["Begins anew by: agent-ci rollout retry team-a"]],
  [{ name: "Degraded", why: "frozen once", times: null }, ["Begins anew by: agent-ci rollout retry team-a"]],
  [{ name: "Frozen", why: "bad", healthy: null }, ['Is let go by: agent-ci rollout unfreeze team-a --reason "…"']],
  [{ name: "Progressing" }, []],
  [{ name: "Healthy", outcome: "COMPLETE" }, []],
])("where a rollout is %j, status says what leads out", (phase, says) => {
  expect(asksSomebody({ ...healthy("new"), phase })).toEqual(says);
});

test("what is bad returns by force alone, and with a reason", () => {
  const state = healthy("new");
  const bad = { [state.release]: "it leaks" };
  expect(asksSomebody({ ...state, bad, phase: { name: "Degraded", why: "it leaks", times: null } })).toEqual([
    'The release is bad, and returns only by: agent-ci rollout retry team-a --force --reason "…"',
  ]);
});
