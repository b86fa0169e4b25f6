import { expect, test } from "vitest";
import { compareReleases } from "../../../../src/rollout/release/compare-releases.ts";
import { judgeHealth, planDeployment } from "../../../../src/rollout/release/deployment.ts";
import { keptReleases } from "../../../../src/rollout/release/kept-releases.ts";
import type { RolloutState } from "../../../../src/rollout/state.ts";
import { releaseOf } from "../../../support/releases.ts";

test("a deployment is a plan: each stage, and what leads back from it", () => {
  const release = releaseOf({ "a.md": "a" });
  const { stages, space } = planDeployment(release, ["a.md"], { active: null, activeSize: 0 });
  expect(stages.map(({ stage, undo }) => [stage, undo !== undefined])).toEqual([
    ["space", false],
    ["snapshot", false],
    ["backup", false],
    ["files", true],
    ["file-set", true],
    ["references", true],
    ["health", true],
    ["place", true],
  ]);
  expect(space).toBe(2 * (1 + release.description.length + release.sums.length));
});

test("the room for a backup of what is active is asked for, too", () => {
  const release = releaseOf({ "a.md": "a" });
  const [empty, used] = [0, 1000].map((activeSize) => planDeployment(release, [], { active: null, activeSize }).space);
  expect((used ?? 0) - (empty ?? 0)).toBe(1000);
});

const found = { expected: 8, whole: 8, strange: 0, unresolved: 0, access: 0.1 };

test.each([
  ["excellent", found],
  ["excellent", { ...found, access: 4.9 }],
  ["acceptable", { ...found, access: 5 }],
  ["acceptable", { ...found, access: 49.9 }],
  ["critical", { ...found, access: 50 }],
  ["critical", { ...found, whole: 7 }],
  ["critical", { ...found, strange: 1 }],
  ["critical", { ...found, unresolved: 1 }],
])("%s: %j", (health, examination) => {
  expect(judgeHealth(examination)).toBe(health);
});

test("two releases differ in files, and in what may be executed", () => {
  const before = releaseOf({ "a.md": "a", "b.md": "b", "c.sh": "echo", same: "" });
  const after = releaseOf({ "b.md": "B", "c.sh": "echo", "d.md": "d", same: "" });
  const files = after.files.map((one) => (one.path === "c.sh" ? { ...one, executable: true } : one));
  expect(compareReleases(before, { ...after, files })).toEqual([
    { path: "a.md", what: "removed" },
    { path: "b.md", what: "changed" },
    { path: "c.sh", what: "now executable" },
    { path: "d.md", what: "added" },
  ]);
});

/** Of releases that are called by one digit. */
const digest = (digit: number): string => `sha256:${String(digit).repeat(64)}`;

/** Releases 2 good, 3 good, 4 aborted, 5 good and stable, 6 tried. */
const state: RolloutState = {
  version: 1,
  rollout: "team-a",
  id: "team-a/r6",
  number: 6,
  release: digest(6),
  plan: digest(0),
  commit: "c".repeat(40),
  risk: "low",
  phase: { name: "Progressing" },
  startedAt: 0,
  tickedAt: 0,
  step: 7,
  stepSince: 0,
  changedAt: 0,
  held: 0,
  hurry: false,
  deadlineFrom: 0,
  environments: {
    production: {
      weight: 100,
      values: {},
      lease: 1,
      active: digest(6),
      stable: digest(5),
      canary: digest(6),
    },
  },
  metrics: {},
  stepDowns: {},
  retrying: false,
  failedRetries: 0,
  jobs: {},
  readings: {},
  baselines: {},
  checkpoints: {},
  steppedDown: null,
  approvedBy: {},
  untold: [],
  answered: [],
  history: [
    { commit: "c0", release: digest(2), id: "team-a/r2", end: "Healthy", at: 0 },
    { commit: "c0", release: digest(3), id: "team-a/r3", end: "Healthy", at: 0 },
    { commit: "c0", release: digest(4), id: "team-a/r4", end: "RolledBack", at: 0 },
    { commit: "c0", release: digest(5), id: "team-a/r5", end: "Healthy", at: 0 },
  ],
  bad: { [digest(4)]: "too slow" },
};

test("at weight 100 the stable release is kept until the new one has ended well", () => {
  expect([...keptReleases([state], 1)]).toEqual([
    [digest(6), "active in production"],
    [digest(5), "stable in production"],
  ]);
});

test("the last that ended well are kept for undo; one that was rolled back never is", () => {
  expect([...keptReleases([state], 2).keys()]).toEqual([digest(6), digest(5), digest(3)]);
  expect(keptReleases([state], 10).has(digest(4))).toBe(false);
});
