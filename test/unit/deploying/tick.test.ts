import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askRollout } from "../../../src/deploying/ask.ts";
import { requestPath } from "../../../src/deploying/requests.ts";
import type { StateBranch } from "../../../src/host/state/state-branch.ts";
import { UsageError } from "../../../src/model/usage-error.ts";
import { aMetric, aPlan, HOUR, measured, MINUTE, pause, request, setWeight } from "../../support/rollouts.ts";
import { deployment, releaseOf } from "../../support/ticks.ts";

const CLIMB = [setWeight(10), pause(HOUR), setWeight(100), { kind: "monitor", duration: HOUR, schedule: [] }] as const;
const read = (folder: string): string => readFileSync(join(folder, "current/AGENTS.md"), "utf8");
const flagOf = (files: ReadonlyMap<string, string>) => JSON.parse(files.get("flags.json") ?? "").flags.production;

test("a release goes from the checkout to everybody, and each tick is one signed commit", async () => {
  const { tick, pass, folder, branch } = await deployment(aPlan(CLIMB));
  expect((await tick()).state?.phase.name).toBe("Progressing");
  const { files } = await branch.read();
  expect([...files.keys()].toSorted()).toEqual([
    ".gitattributes",
    "audit/000001.jsonl",
    "checkpoint",
    "flags.json",
    "rollouts/team-a.json",
    "version",
  ]);
  expect(flagOf(files).variants.canary.release).toBe(releaseOf("one").digest);
  pass(HOUR);
  expect((await tick()).state?.phase.name).toBe("Monitoring");
  expect(read(folder)).toBe("one");
  pass(HOUR);
  expect((await tick()).state?.phase.name).toBe("Healthy");
  const last = await branch.read();
  await tick();
  expect((await branch.read()).commit).toBe(last.commit);
});

test("what failed is taken back in one tick, and what was there before is read again", async () => {
  const plan = aPlan([{ ...setWeight(100) }, { ...pause(HOUR), watches: ["errors"] }], {
    metrics: [aMetric("errors")],
  });
  const { tick, pass, folder, from, looked } = await deployment(plan);
  await tick();
  pass(HOUR);
  await tick();
  expect(read(folder)).toBe("one");
  const contents = releaseOf("two");
  pass(MINUTE);
  await tick({ contents });
  pass(MINUTE);
  const failed = await tick({
    contents,
    look: async () => looked({ verdicts: { errors: measured("fail", from.now()) } })(),
  });
  expect(failed.state?.phase.name).toBe("RollingBack");
  expect(read(folder)).toBe("one");
  pass(MINUTE);
  expect((await tick({ contents })).state).toMatchObject({
    phase: { name: "Degraded" },
    bad: { [contents.digest]: "errors fails: fail" },
  });
  expect((await tick({ contents })).waits).toBe("");
});

test("of ticks at the same time each transition is made by one", async () => {
  const { tick, branch } = await deployment(aPlan(CLIMB));
  const ticked = await Promise.all([tick(), tick(), tick()]);
  expect(ticked.map(({ state }) => state?.id)).toEqual(["team-a/r1", "team-a/r1", "team-a/r1"]);
  const events = ((await branch.read()).files.get("audit/000001.jsonl") ?? "")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).event);
  expect(events).toEqual(["init", "began", "started", "passed-setWeight", "leased"]);
});

test("who loses to a dozen others is done after them", async () => {
  const { tick, branch, pass } = await deployment(aPlan(CLIMB));
  await tick();
  pass(HOUR);
  let others = 12;
  const write: StateBranch["write"] = async (...written) => {
    others -= 1;
    return others < 0 ? branch.write(...written) : "lost";
  };
  const busy: StateBranch = { ...branch, write };
  expect(await askRollout(busy, "team-a", request("pause"))).toMatchObject({ refused: undefined });
  others = 12;
  expect((await tick({ branch: busy })).written).toBe(true);
});

test("a plan that nobody can read any longer is left by an abort, and the next release begins by the new one", async () => {
  const { tick, branch } = await deployment(aPlan(CLIMB));
  await tick();
  const planOf = async () => Promise.reject(new UsageError("its commit is gone"));
  const later = { planOf, plan: { ...aPlan(CLIMB), digest: "sha256:new" } };
  await expect(tick(later)).rejects.toThrow("its commit is gone");
  await askRollout(branch, "team-a", { ...request("abort"), full: false, force: false });
  expect((await tick(later)).state?.phase.name).toBe("RollingBack");
  expect((await tick(later)).state?.phase.name).toBe("Degraded");
  const next = await tick({ ...later, contents: releaseOf("two") });
  expect(next.state).toMatchObject({ id: "team-a/r2", plan: "sha256:new", phase: { name: "Progressing" } });
});

test("jobs run between two commits, and their end decides", async () => {
  const job = { kind: "job", name: "smoke", command: ["npm", "test"], timeout: HOUR } as const;
  const { tick } = await deployment(aPlan([job, setWeight(10), pause()]));
  const asked: (readonly string[])[] = [];
  const good = await tick({
    run: async ({ command }) => {
      asked.push(command);
      return "passed";
    },
  });
  expect([asked, good.state?.environments["production"]?.weight]).toEqual([[["npm", "test"]], 10]);
  const other = await deployment(aPlan([job, setWeight(10)]));
  const bad = await other.tick({ run: async () => "failed" });
  expect(bad.state?.phase).toEqual({ name: "Failed", why: "smoke failed" });
});

test("each release runs its own jobs: that one passed says nothing of the next, nor of a retry", async () => {
  const job = { kind: "job", name: "smoke", command: ["npm", "test"], timeout: HOUR } as const;
  const { tick, branch } = await deployment(aPlan([job, setWeight(10), pause()]));
  expect((await tick()).state?.environments["production"]?.weight).toBe(10);
  const bad = await tick({ contents: releaseOf("two"), run: async () => "failed" });
  expect(bad.state).toMatchObject({ id: "team-a/r2", phase: { name: "Failed", why: "smoke failed" } });
  await askRollout(branch, "team-a", { ...request("retry"), full: false, force: false });
  const again = await tick({ contents: releaseOf("two"), run: async () => "failed" });
  expect(again.state).toMatchObject({ id: "team-a/r3", phase: { name: "Failed", why: "smoke failed" } });
});

test("without the key nothing is raised, and what fails is lowered all the same", async () => {
  const plan = aPlan([setWeight(10), { ...pause(HOUR), watches: ["errors"] }], { metrics: [aMetric("errors")] });
  const { tick, pass, branch, from, looked } = await deployment(plan);
  const unsigned = await tick({ signing: undefined });
  expect([unsigned.written, unsigned.state]).toEqual([false, null]);
  await tick();
  pass(MINUTE);
  const look = async () => looked({ verdicts: { errors: measured("fail", from.now()) } })();
  const before = (await branch.read()).files.get("rollouts/team-a.json");
  const lowered = await tick({ signing: undefined, look });
  expect(lowered.uncovered).toBe("this job has no key to sign with: give it AGENT_CI_AUDIT_KEY");
  const { files } = await branch.read();
  expect(files.get("rollouts/team-a.json")).toBe(before);
  expect(flagOf(files).variants.canary).toBeUndefined();
  expect((await tick({ look })).state?.phase.name).toBe("RollingBack");
});

test("a state that somebody edited is not believed: nothing is raised from it, nor signed again", async () => {
  const { tick, pass, branch } = await deployment(aPlan(CLIMB));
  await tick();
  const { commit, files } = await branch.read();
  const edited = (files.get("rollouts/team-a.json") ?? "").replace('"weight": 10', '"weight": 90');
  await branch.write(commit, new Map([["rollouts/team-a.json", edited]]), "edited");
  pass(MINUTE);
  const ticked = await tick();
  expect(ticked.written).toBe(false);
  expect(ticked.uncovered).toContain("the state of team-a is not the one that the last signed entry about it names");
  expect((await branch.read()).files.get("rollouts/team-a.json")).toBe(edited);
});

test("flags that somebody edited are put right by the next tick", async () => {
  const { tick, pass, branch } = await deployment(aPlan(CLIMB));
  await tick();
  pass(HOUR);
  await tick();
  pass(HOUR);
  await tick();
  const { commit, files } = await branch.read();
  await branch.write(
    commit,
    new Map([["flags.json", (files.get("flags.json") ?? "").replace("stable", "canary")]]),
    "edited",
  );
  await tick();
  expect((await branch.read()).files.get("flags.json")).toBe(files.get("flags.json"));
});

test("a request is answered by the next tick, and is then gone; what is no request asks nothing", async () => {
  const { tick, pass, branch } = await deployment(aPlan(CLIMB));
  await tick();
  const { commit } = await branch.read();
  const ask = { id: "1", verb: "abort", actor: "ada", at: 0, why: "too slow", full: false, force: false };
  const forged = { ...ask, id: "other", verb: "promote" };
  await branch.write(
    commit,
    new Map([
      [requestPath("team-a", "1"), JSON.stringify(ask)],
      [requestPath("team-a", "2"), JSON.stringify(forged)],
      [requestPath("team-a", "3"), "{"],
      [requestPath("team-b", "1"), JSON.stringify(ask)],
    ]),
    "asked",
  );
  pass(MINUTE);
  expect((await tick()).state?.phase).toMatchObject({ name: "RollingBack", why: "too slow" });
  expect([...(await branch.read()).files.keys()].filter((path) => path.startsWith("requests/"))).toEqual([
    requestPath("team-b", "1"),
  ]);
});

test("a release whose place was touched is taken from everybody", async () => {
  const { tick, pass, folder, target, branch } = await deployment(aPlan([setWeight(100), pause(HOUR)]));
  await tick();
  pass(HOUR);
  await tick();
  const contents = releaseOf("two");
  pass(MINUTE);
  await tick({ contents });
  const { writeFileSync, chmodSync } = await import("node:fs");
  const file = join(folder, "canary/AGENTS.md");
  chmodSync(file, 0o644);
  writeFileSync(file, "two, and more");
  expect((await target.verify(contents.digest)).ok).toBe(false);
  pass(MINUTE);
  const ticked = await tick({ contents });
  expect([ticked.state?.phase.name, read(folder)]).toEqual(["RollingBack", "one"]);
  expect(flagOf((await branch.read()).files).variants.canary).toBeUndefined();
});

test("a tick that is ended after its commit is finished by the next one", async () => {
  const { tick, pass, folder, target } = await deployment(
    aPlan([setWeight(100), { kind: "monitor", duration: HOUR, schedule: [] }]),
  );
  const ended = { ...target, applyPointers: () => Promise.reject(new Error("ended")) };
  await expect(tick({ targets: new Map([["production", ended]]) })).rejects.toThrow("ended");
  expect(() => read(folder)).toThrow();
  pass(MINUTE);
  expect((await tick()).state?.phase.name).toBe("Monitoring");
  expect(read(folder)).toBe("one");
});

test("a tick that is ended before its commit has not happened", async () => {
  const { tick, branch, target, folder } = await deployment(aPlan(CLIMB));
  const ended = { ...branch, write: () => Promise.reject(new Error("ended")) };
  await expect(tick({ branch: ended })).rejects.toThrow("ended");
  expect((await branch.read()).files.has("rollouts/team-a.json")).toBe(false);
  expect((await target.read()).pointers).toEqual({ active: null, stable: null, canary: null });
  expect((await tick()).state?.id).toBe("team-a/r1");
  expect(() => read(folder)).toThrow();
});

test("a target that cannot be made so is told, and is so after the next tick", async () => {
  const { tick, target, folder } = await deployment(aPlan([setWeight(100)]));
  const faults = ["current: no space left on device"];
  const full: typeof target = {
    ...target,
    applyPointers: async () => ({
      ok: false,
      faults,
      moved: [],
      removed: [],
      took: { verify: 0, switch: 0, prune: 0 },
    }),
  };
  expect((await tick({ targets: new Map([["production", full]]) })).faults).toEqual([
    "production: current: no space left on device",
  ]);
  await tick();
  expect(read(folder)).toBe("one");
});

test("what was good before stays at hand until it is decommissioned", async () => {
  const plan = aPlan([setWeight(100)], { decommissionAfter: HOUR });
  const { tick, pass, target } = await deployment(plan);
  const kept = async () => (await target.read()).releases.map(({ digest }) => digest).toSorted();
  const [one, two] = [releaseOf("one"), releaseOf("two")];
  await tick();
  pass(MINUTE);
  await tick({ contents: two });
  expect(await kept()).toEqual([one.digest, two.digest].toSorted());
  pass(HOUR);
  await tick({ contents: two });
  expect(await kept()).toEqual([two.digest]);
});
