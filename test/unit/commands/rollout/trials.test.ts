import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deployed, SPEC } from "../../../support/deployed.ts";

const HOUR = 3_600_000;
/** A job that prints what stands in a file of the checkout. */
const PRINT = JSON.stringify([process.execPath, "-e", "console.log(fs.readFileSync('printed.json', 'utf8'))"]);
const TRIED = SPEC.replace(
  "  strategy:\n",
  `    staging: { target: { directory: { path: ../production/staging } } }
  strategy:
    staging:
      smokeTests: [{ name: load, command: ["${process.execPath}", "-e", ""], timeout: 1m }]
      steps:
        - benchmarks:
            - { metric: spawn_ms, quantile: 0.95, target: 100, maxRegression: 0.1, job: { name: bench, command: ${PRINT} } }
            - { metric: per_s, better: higher, target: 5 }
        - burnIn: { duration: 4h, every: 2h, job: { name: sessions, command: ${PRINT} }, limits: [{ of: mb, max: 100 }] }
        - signOffs: [qa, security]
`,
).replace("        - pause: {}\n", "");
const printed = { spawn_ms: [80, 70, 60], per_s: 7, mb: 50 };

async function begun() {
  const deployment = await deployed({ ".gitignore": "printed.json\n" }, TRIED);
  const print = (values: unknown) => writeFileSync(join(deployment.folder, "printed.json"), JSON.stringify(values));
  const people = ["qa", "security"].map((role) => ({
    role,
    env: { ...deployment.bob, GITLAB_USER_LOGIN: `${role}-lead` },
  }));
  return {
    ...deployment,
    print,
    tick: async (hours: number) => deployment.run("deploy team-a", undefined, hours * HOUR),
    signOff: async (hours: number) => {
      const said: string[] = [];
      for (const { role, env } of people) {
        const { out, err } = await deployment.run(`rollout approve team-a --role ${role}`, env, hours * HOUR);
        said.push(out, err);
      }
      return said.join("");
    },
  };
}

test("staging: smoke test, benchmarks, a burn-in over hours, two people; the next release is held against this one", async () => {
  const { print, tick, signOff, commit, run } = await begun();
  print(printed);
  const first = await tick(0);
  expect(first.out).toContain("PASS staging/spawn_ms p95: 80 (at most 100, not measured before)");
  expect(first.out).toContain("PASS staging/per_s: 7 (at least 5, not measured before)");
  expect(first.out).toContain("  read: staging/4: run 1 of sessions: mb 50");
  expect(first.out).toContain("waits: held 0s of 4h, 1 of 2 runs");
  // The lease of 2h ended an hour ago: of three hours two were held.
  expect((await tick(3)).out).toContain("waits: held 2h of 4h, 2 of 2 runs");
  expect((await tick(5)).out).toMatch(/^team-a\/r1: AwaitingApproval at staging\/5 \(approval\)/);
  const signed = await signOff(6);
  expect(signed).toContain("approved: staging/5: qa-lead as qa");
  expect(signed).toContain("team-a/r1: Healthy (COMPLETE)");
  commit({ "AGENTS.md": "Be kinder.\n" });
  print({ ...printed, spawn_ms: 90 });
  const worse = await tick(7);
  expect(worse.code).toBe(1);
  expect(worse.out).toContain("bench: staging/spawn_ms p95: 90 is worse than 80 before it, by more than 10 %");
  expect((await run("rollout status team-a", {}, 7 * HOUR)).out).toMatch(
    / staging\/spawn_ms p95 +✗ FAIL +90 +at most 100 +80, \+12\.5 %/u,
  );
});

test("one person is not two roles", async () => {
  const { print, tick, run, bob } = await begun();
  print(printed);
  for (const hours of [0, 2, 4]) await tick(hours);
  await run("rollout approve team-a --role qa", bob, 5 * HOUR);
  const { out } = await run("rollout approve team-a --role security", bob, 5 * HOUR);
  expect(out).toContain("waits: 1 of 2 approvals");
});

test.each([
  [{ ...printed, spawn_ms: [101] }, "bench: staging/spawn_ms p95: 101 misses its target of 100"],
  [{ ...printed, mb: 101 }, "sessions: mb is 101, and at most 100 may be"],
  [{ ...printed, mb: "much" }, "sessions: run 1: it printed no number `mb`"],
  ["nothing", "bench: run 1: it printed no line of JSON"],
])("what does not keep to it goes no further: %j", async (values, why) => {
  const { print, tick } = await begun();
  print(values);
  const { code, out } = await tick(0);
  expect([code, out]).toEqual([1, expect.stringContaining(why)]);
  expect(out).toMatch(/^team-a\/r1: RollingBack/);
});

test("a checkpoint is confirmed by somebody who wrote nothing, once it is due, and of what they looked at", async () => {
  const watched = SPEC.replace("        - pause: {}\n", "").concat(
    "  monitoring: { checkpoints: [{ name: first-hour, after: 1h, confirmations: [it works] }] }\n",
  );
  const { run, approve, bob } = await deployed({}, watched);
  await run("deploy team-a");
  await approve();
  const confirm = async (more: string, env = bob) => run(`rollout approve team-a --checkpoint ${more}`, env, HOUR);
  const early = await run("rollout approve team-a --checkpoint first-hour", bob);
  expect([early.code, early.err]).toEqual([2, expect.stringContaining('has no checkpoint "first-hour" now')]);
  const due = await run("deploy team-a", undefined, HOUR);
  expect(due.out).toContain("waits: watched 1h of 1h; first-hour: nobody has confirmed: it works");
  expect((await confirm("second-hour")).err).toContain('has no checkpoint "second-hour" now');
  expect((await confirm("first-hour --seen 0123456789abcdef")).err).toContain("what bob approved was something else");
  const confirmed = await confirm("first-hour");
  expect([confirmed.code, confirmed.out]).toEqual([0, expect.stringContaining("Healthy (COMPLETE)")]);
});

test("a job is told the release that it is about, whatever the checkout has by then", async () => {
  const job = `{ name: look, command: ["${process.execPath}", -p, "'about ' + process.env.AGENT_CI_RELEASE"] }`;
  const spec = SPEC.replace("  strategy:\n", "  onNewRelease: queue\n  strategy:\n").replace(
    "pause: {}\n",
    `pause: {}\n        - job: ${job}\n`,
  );
  const { commit, approve, run } = await deployed({}, spec);
  await run("deploy team-a");
  const [, first = ""] = /release (sha256:[0-9a-f]+)/.exec((await approve()).out) ?? [];
  commit({ "AGENTS.md": "Be kinder.\n" });
  expect((await run("deploy team-a")).out).toContain("team-a/r1: Progressing");
  expect((await run('rollout promote team-a --reason "it works"')).err).toContain(`about ${first}`);
});

test("numbers are read of what a job prints last on its output, however long, and whatever it complains of", async () => {
  const samples = "{ spawn_ms: Array(9_000).fill(70), per_s: 7, mb: 50 }";
  const script = `console.log(JSON.stringify(${samples})); console.error('{}')`;
  const print = JSON.stringify([process.execPath, "-e", script]);
  const { run } = await deployed({}, TRIED.replaceAll(PRINT, print));
  const { out } = await run("deploy team-a");
  expect(out).toContain("PASS staging/spawn_ms p95: 70 (at most 100, not measured before)");
});
