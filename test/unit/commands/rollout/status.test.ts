import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planted } from "../../../support/planted-secrets.ts";
import { BEGIN, deployed } from "../../../support/deployed.ts";
import { DAY, HOUR, MINUTE } from "../../../support/rollouts.ts";

const METRIC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    production: { target: { directory: { path: ../production } } }
  strategy:
    canary:
      environment: production
      analysis: { templates: [{ templateName: quality }] }
      steps:
        - setWeight: 10
        - pause: { duration: 1h }
        - setWeight: 50
        - pause: { duration: 1h }
        - setWeight: 100
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  metrics:
    - name: success
      provider: { web: { url: $QUALITY_URL, jsonPath: value } }
      successCondition: value >= 0.9
      inconclusiveLimit: 99
      consecutiveErrorLimit: 99
      onFailure: abort
`;
const FIGURES = [{ name: "failed", value: 2 / 59, n: 59, low: 0.009_34, high: 0.115_4 }];

/** A rollout that climbs to a half in an hour, and what a job says of it. */
async function climbed() {
  const rollout = await deployed({ ".gitignore": "*.json\n" }, METRIC, BEGIN);
  const said = async (verdict: string, why: string) => {
    const verdicts = { "quality/success": { verdict, why, rule: "of 59", figures: FIGURES } };
    writeFileSync(join(rollout.folder, "said.json"), JSON.stringify({ verdicts }));
    return rollout.run("deploy team-a --evidence said.json");
  };
  await rollout.run("deploy team-a");
  await rollout.approve();
  for (let ticks = 0; ticks < 3; ticks += 1) {
    rollout.pass(20 * MINUTE);
    await said("pass", "57 of 59 succeed (88.5 % to 99.1 %)");
  }
  return { ...rollout, said };
}

test("tells where a rollout stands, which share it was given, what was measured, and what happened", async () => {
  const { run } = await climbed();
  const { code, out } = await run("rollout status team-a", {});
  expect(code).toBe(0);
  expect(out.replaceAll(/sha256:[0-9a-f]+|(?<=commit )[0-9a-f]{12}/gu, "…"))
    .toBe(`team-a/r1: Progressing at canary/5 (pause)
  Release … of commit …, risk low.
  Waits: held 0s of 1h, 0 of 0 samples.
  Last tick 2026-11-30 13:00.

Who gets what
  Environment  Share  Until             Tried                Stable   Active
  production    50 %  2026-11-30 15:00  …  nothing  nothing

Share of the tasks that got it
  production  ${"▁".repeat(55)}▄  50 %
              2026-11-30 12:00                        2026-11-30 13:00

What was measured
  Metric           Verdict  Time (UTC)        Taken  Failed  What it says                         Of how many, at 95 %                     By
  quality/success  ✓ pass   2026-11-30 13:00      0       0  57 of 59 succeed (88.5 % to 99.1 %)  failed 0.0339 (0.00934 to 0.1154) of 59  of 59

Steps
     Step      Where       What                                              Time
  ✓  canary/1  production  approval of a first release, or one of high risk  up to 3d, then abort
  ✓  canary/2  production  10 % get the release
  ✓  canary/3  production  hold                                              1h
  ✓  canary/4  production  50 % get the release
  ▸  canary/5  production  hold                                              1h
  ·  canary/6  production  100 % get the release

What happened
  Time (UTC)        Event             By  Why
  2026-11-30 13:00  passed-setWeight      canary/4: production at weight 50
  2026-11-30 13:00  passed-pause          canary/3: held 1h, 0 samples
  2026-11-30 12:00  leased                production at weight 10
  2026-11-30 12:00  passed-setWeight      canary/2: production at weight 10
  2026-11-30 12:00  passed-approval       canary/1: approved by bob
  2026-11-30 12:00  approved              canary/1: bob
  2026-11-30 12:00  asked-approval        canary/1
  2026-11-30 12:00  started               team-a/r1
  2026-11-30 12:00  began                 …
`);
});

test("what waits for an approval is told with what has to be named", async () => {
  const { run, bob } = await deployed({}, METRIC, BEGIN);
  await run("deploy team-a");
  for (const line of ["rollout status", "rollout status team-a"]) {
    const { out } = await run(line, {});
    const [, approve = ""] = /Asks for an approval of [0-9a-f]{12}: agent-ci (.*)$/mu.exec(out) ?? [];
    expect(approve).toMatch(/^rollout approve team-a --seen [0-9a-f]{12}$/u);
    const { code } = await run(line === "rollout status" ? approve.replace(/.{3}$/u, "fff") : approve, bob);
    expect(code).toBe(line === "rollout status" ? 2 : 0);
  }
  expect((await run("rollout status team-a")).out).not.toContain("Asks for an approval");
});

test("a secret that a job printed, or a reason holds, is on no branch and in no report", async () => {
  const { run, said, branch, folder, pass } = await climbed();
  const { value: secret } = planted("github-token");
  pass(20 * MINUTE);
  await said("inconclusive", `it printed ${secret}`);
  await run(`rollout pause team-a --reason "see ${secret}"`);
  await run(`rollout abort team-a --reason "see ${secret}"`, {});
  await run("rollout report team-a --output json=report.json --output markdown=report.md");
  const { files } = await branch.read();
  const kept = [...files.values()].join("\n");
  expect(kept).toContain("it printed ");
  expect(kept).toContain("see ");
  expect(kept).not.toContain(secret);
  for (const file of ["report.json", "report.md"])
    expect(readFileSync(join(folder, file), "utf8")).not.toContain(secret);
});

test("what was asked since the last tick is told: after an abort nobody is given the release, whatever the state says", async () => {
  const { run, pass } = await climbed();
  pass(MINUTE);
  expect((await run('rollout promote team-a --reason "it looks well"', { USER: "eve" })).code).toBe(0);
  const before = await run("rollout status team-a", {});
  expect(before.out).toMatch(
    /^ {2}Asked by \S+ at 2026-11-30 13:01: promote: it looks well\.\n {2}The next tick answers it\.$/mu,
  );
  expect(before.out).toMatch(/^ {2}production {4}50 % {2}2026-11-30 15:00 /mu);
  await run('rollout abort team-a --reason "it deletes files"', {});
  const { out } = await run("rollout status team-a", {});
  expect(out).toMatch(/^ {2}Asked by \S+ at 2026-11-30 13:01: abort: it deletes files\.$/mu);
  expect(out).toContain("  The flags give stable to everybody already; the next tick does the rest.\n");
  expect(out).toMatch(/^ {2}production {5}0 % {9}sha256:/mu);
  expect(out).toMatch(/request {2,}\S+ {2,}promote: it looks well \(not signed yet\)/u);
  expect((await run("rollout status")).out).toContain("  The flags give stable to everybody already;");
  for (let count = 0; count < 5; count += 1) await run(`rollout pause team-a --reason "number ${count}"`, {});
  const often = (await run("rollout status team-a", {})).out;
  expect(often.match(/^ {2}Asked by .*$/gmu)).toHaveLength(5);
  expect(often).toContain("number 4.\n  And 2 times before that.\n  The flags give stable to everybody already;");
  await run("deploy team-a");
  expect((await run("rollout status team-a")).out).not.toContain("Asked by");
});

test("a release that everybody has by now is told as that", async () => {
  const { run, said, pass } = await climbed();
  for (let ticks = 0; ticks < 3; ticks += 1) {
    pass(20 * MINUTE);
    await said("pass", "59 of 59 succeed");
  }
  const { out } = await run("rollout status team-a", {});
  expect(out).toMatch(/^team-a\/r1: Healthy \(COMPLETE\)/u);
  expect(out).toMatch(/^ {2}production {3}100 % {2}/mu);
});

test("a schedule that stays away is told, and what its lease no longer gives", async () => {
  const { run, pass } = await climbed();
  pass(2 * HOUR);
  expect((await run("rollout status team-a")).out).toMatch(
    /production {5}0 % {2}ended 2026-11-30 15:00: where clocks are behind as well by 2026-11-30 15:05/,
  );
  expect((await run("rollout status")).out).toContain(
    "its lease ended at 2026-11-30T15:00:00.000Z; by 2026-11-30T15:05:00.000Z it is drained where clocks are behind",
  );
  pass(HOUR);
  const { out } = await run("rollout status team-a");
  expect(out).toContain("No tick for 3h; they came every 20m. Is the schedule still there?");
  expect(out).toMatch(/production {5}0 % {2}ended 2026-11-30 15:00: all are on stable until the next tick/);
});

test("of all rollouts each is told in a few lines, and as JSON with its shares and events", async () => {
  const { run } = await climbed();
  expect((await run("rollout status")).out.split("\n").length).toBe(5);
  const { rollouts } = JSON.parse((await run("rollout status --format json")).out);
  expect(rollouts).toMatchObject([
    {
      name: "team-a",
      covered: true,
      shares: {
        production: [
          { at: BEGIN, percent: 10 },
          { at: BEGIN + HOUR, percent: 50 },
        ],
      },
    },
  ]);
  expect(rollouts[0].events.length).toBe(11);
});

test("a state that cannot be read hides no other one", async () => {
  const { run, branch } = await climbed();
  const { commit } = await branch.read();
  await branch.write(commit, new Map([["rollouts/broken.json", "{}"]]), "broken");
  for (const format of ["text", "json"]) {
    const { code, out, err } = await run(`rollout status --format ${format}`);
    expect([code, out]).toEqual([1, expect.stringContaining("team-a/r1")]);
    expect(err).toContain("The state of broken cannot be read");
  }
  expect((await run("rollout status broken")).code).toBe(2);
});

test("what stands in a log that is not as it was signed is told as nobody's word", async () => {
  const { run, branch } = await climbed();
  const { commit, files } = await branch.read();
  const log = files.get("audit/000001.jsonl") ?? "";
  await branch.write(commit, new Map([["audit/000001.jsonl", log.replace('"weight":10', '"weight":90')]]), "lie");
  const { code, out } = await run("rollout status team-a");
  expect(code).toBe(1);
  expect(out).toMatch(/Nobody vouches for this: line \d+ was changed|Nobody vouches for this: /);
  expect(out).not.toContain("90 %");
  const report = await run("rollout report team-a");
  expect([report.code, report.err]).toEqual([2, expect.stringContaining("Nobody vouches for what is said of team-a")]);
});

test("a closed file of the log is verified as well: what was changed in it is told by nobody", async () => {
  const { run, branch, pass, said } = await climbed();
  pass(91 * DAY);
  await said("pass", "59 of 59 succeed");
  const { commit, files } = await branch.read({ closed: true });
  expect([...files.keys()]).toContain("audit/000002.jsonl");
  expect((await run("rollout status team-a")).code).toBe(0);
  const log = files.get("audit/000001.jsonl") ?? "";
  const changes = { "audit/000001.jsonl": log.replace('"weight":10', '"weight":90') };
  await branch.write(commit, new Map(Object.entries(changes)), "lie");
  const { code, out } = await run("rollout status team-a");
  expect([code, out]).toEqual([1, expect.stringContaining("Nobody vouches for this: ")]);
  expect(out).not.toContain("Share of the tasks");
});

describe("what a report tells", () => {
  /** A release that came to its end, and one that was rolled back at a tenth. */
  const twice = async () => {
    const rollout = await climbed();
    for (let ticks = 0; ticks < 3; ticks += 1) {
      rollout.pass(20 * MINUTE);
      await rollout.said("pass", "59 of 59 succeed");
    }
    rollout.commit({ "AGENTS.md": "Be quick.\n", "rollouts/other.txt": "not of the release" });
    await rollout.run("deploy team-a");
    rollout.pass(30 * MINUTE);
    expect((await rollout.said("fail", "41 of 59 fail")).code).toBe(1);
    rollout.pass(MINUTE);
    writeFileSync(join(rollout.folder, "back.json"), JSON.stringify({ acknowledged: rollout.now() - 1000 }));
    await rollout.run("deploy team-a --evidence back.json");
    return rollout;
  };
  const rows = (text: string, title: string): readonly (readonly string[])[] =>
    (text.split(`${title}\n`)[1]?.split("\n\n")[0] ?? "").split("\n").map((line) => line.trim().split(/ {2,}/u));

  test("of an incident: what breached at which share, its moments against their target, and the files", async () => {
    const { run } = await twice();
    const { code, out } = await run("rollout report team-a", {});
    expect([code, out.split("\n")[0]]).toEqual([0, "team-a/r2: Degraded"]);
    expect(out).toContain("rolling-back: quality/success fails: 41 of 59 fail");
    expect(rows(out, "The rollback, by its moments")).toEqual([
      ["What", "Time", "From the verdict", "Target"],
      ["t0", "the first sample that breached", "2026-11-30T14:30:00.000Z", "+0ms"],
      ["t1", "the verdict", "2026-11-30T14:30:00.000Z"],
      ["t2", "the flags were written", "2026-11-30T14:30:00.000Z", "+0ms"],
      ["t3", "every runtime was back on stable", "2026-11-30T14:30:59.000Z", "+59.0s", "✓ within 5m"],
      ["t4", "the last task of the canary ended", "not known"],
    ]);
    expect(rows(out, "What breached")).toEqual([
      ["Measured (UTC)", "Metric", "First sample", "Share then", "What it says", "Tasks, the first"],
      ["2026-11-30 14:30", "quality/success", "10 %", "41 of 59 fail"],
    ]);
    expect(rows(out, "Files in which team-a/r2 differs from team-a/r1")).toEqual([
      ["File", "What"],
      ["AGENTS.md", "changed"],
    ]);
  });

  test("of an attempt that was not taken back no incident says that it was", async () => {
    const { run } = await climbed();
    const { code, out } = await run("rollout report team-a --kind incident", {});
    expect([code, out]).toEqual([0, expect.stringContaining("No metric failed, and it was not taken back.")]);
  });

  test("of a completion: each step and how long it took, and who decided", async () => {
    const { run } = await twice();
    const { out } = await run("rollout report rollouts/team-a.yaml --attempt 1 --format markdown");
    expect(out).toContain("## team-a/r1: Healthy (COMPLETE)");
    expect(out).toContain("| 2026-11-30 14:00 | pause | canary/5: held 1h, 0 samples | 1h |");
    expect(out).toContain("| 2026-11-30 12:00 | approved |  | canary/1: bob |");
  });

  test("of two versions: one beside the other", async () => {
    const { run } = await twice();
    const { out } = await run("rollout report team-a --kind comparison");
    expect(
      rows(out, "Side by side")
        .map(([what, ...both]) => [what, ...both])
        .slice(3),
    ).toEqual([
      ["Came to", "Healthy (COMPLETE)", "Degraded"],
      ["Began (UTC)", "2026-11-30 12:00", "2026-11-30 14:00"],
      ["Took", "2h", "31m"],
      ["Largest share", "100 %", "10 %"],
      ["Verdicts that failed", "0", "1"],
      ["Verdict to stable", "59.0s"],
    ]);
    expect(rows(out, "What was measured last")[1]).toEqual([
      "quality/success",
      "✓ pass: 59 of 59 succeed",
      "✗ fail: 41 of 59 fail",
    ]);
  });

  test("as JSON and as a page beside it", async () => {
    const { run, folder } = await twice();
    const { out } = await run("rollout report team-a --format json --output html=report.html");
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      kind: "incident",
      covered: true,
      attempt: { id: "team-a/r2", last: { rollback: { target: 300_000 } } },
      before: { id: "team-a/r1" },
      files: [{ path: "AGENTS.md", what: "changed" }],
    });
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain("<title>team-a/r2: Degraded</title>");
  });

  test.each([
    ["rollout report", "Say of which rollout"],
    [
      "rollout promote team-a --full --reason x --dry-run",
      "rollout promote does not take --dry-run: that is of rollout init. Nothing was done.",
    ],
    [
      "rollout emergency-disable --reason x --dry-run",
      "rollout emergency-disable does not take --dry-run: that is of rollout init.",
    ],
    ["rollout init team-a", "rollout init is of the whole repository: leave out the name."],
    ["rollout report team-b", 'There is no rollout "team-b"'],
    ["rollout report team-a --attempt 7", 'there is no attempt "7". There is: team-a/r1.'],
    ["rollout report team-a --kind comparison", "No attempt before team-a/r1 was healthy"],
    ["rollout report team-a --format sarif", "This is told as text, json, markdown, html, and not as sarif."],
    ["rollout status team-a --output html=.", 'Cannot write ".": it is a folder.'],
  ])("%s is refused", async (line, says) => {
    const { run } = await deployed({}, METRIC, BEGIN);
    await run("deploy team-a");
    const { code, err } = await run(line);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });
});
