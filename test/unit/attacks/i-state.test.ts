import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { renderState, requestIn, stateIn } from "../../../src/deploying/read-state.ts";
import { openGit } from "../../../src/host/git/git.ts";
import { openStateBranch } from "../../../src/host/state/state-branch.ts";
import { coverage, statePath } from "../../../src/ledger/coverage.ts";
import { CHECKPOINT } from "../../../src/ledger/files.ts";
import { rawDigest } from "../../../src/ledger/lines.ts";
import { record } from "../../../src/ledger/record.ts";
import { cloneRepository, gitEnvironment } from "../../support/git.ts";
import { eventOf, keysOf } from "../../support/ledger.ts";
import { healthy } from "../../support/rollouts.ts";
import { NOW, REF, signedState } from "../../support/signed-state.ts";

test("control: what a job with the key wrote is covered, with requests behind it", async () => {
  const { tick, ask, reasons } = signedState();
  await tick(10);
  expect(await reasons()).toEqual([]);
  await ask({ event: "request" });
  await ask({ event: "abort" });
  expect(await reasons()).toEqual([]);
  await tick(50);
  expect(await reasons()).toEqual([]);
});

test("I1: a weight that is edited in a state file is not covered", async () => {
  const { tick, branch, reasons } = signedState();
  const commit = await tick(10);
  await branch.write(commit, new Map([[statePath("team-a"), '{"version":1,"rollout":"team-a","weight":100}\n']]), "hi");
  expect(await reasons()).toEqual(["the state of team-a is not the one that the last signed entry about it names"]);
});

test("I1: nor is one with an entry of its own, which nobody signed", async () => {
  const { tick, branch, reasons } = signedState();
  await tick(10);
  const { commit, bytes } = await branch.read();
  const state = '{"version":1,"rollout":"team-a","weight":100}\n';
  for (const event of ["step", "abort"]) {
    const files = record(bytes, [eventOf(100, { event, after: rawDigest(state) })], NOW);
    await branch.write(commit, new Map([...files, [statePath("team-a"), state]]), "hi");
    expect(await reasons()).toHaveLength(1);
  }
});

test("I2: an old commit that is put on top of newer ones is not covered, whatever is put on top of it", async () => {
  const { tick, ask, repository, reasons } = signedState();
  await tick(10);
  const old = await tick(50);
  const newest = await tick(0);
  const replayed = repository.git("commit-tree", "-p", newest, "-m", "weight 50", `${old}^{tree}`);
  repository.git("update-ref", REF, replayed);
  expect(await reasons()).toEqual([expect.stringContaining("an older state was put in the place of a newer one")]);
  await ask({ event: "request" });
  expect(await reasons()).toHaveLength(1);
});

test("I2: nor by a merge, one of whose parents is the commit that the checkpoint names", async () => {
  const { tick, repository, reasons } = signedState();
  const first = await tick(10);
  const old = await tick(50);
  const newest = await tick(0);
  for (const parents of [
    [first, newest],
    [newest, first],
  ]) {
    const named = parents.flatMap((parent) => ["-p", parent]);
    repository.git("update-ref", REF, repository.git("commit-tree", ...named, "-m", "x", `${old}^{tree}`));
    expect(await reasons()).toEqual([expect.stringContaining("a merge came after it")]);
  }
});

test("I2: a branch that is put back is told by who read it later, and by a checkpoint that was kept", async () => {
  const { tick, repository, trusted } = signedState();
  const bare = repository.folder;
  await tick(10);
  const old = await tick(50);
  await tick(0);
  const clone = cloneRepository(repository);
  const remote = { address: bare, credentials: {} };
  const branch = openStateBranch(openGit(clone.folder, gitEnvironment()), { remote });
  const { bytes } = await branch.read();
  expect(Buffer.from(bytes.get(CHECKPOINT) ?? []).toString()).toContain("\n3\n");
  repository.git("update-ref", REF, old);
  for (let times = 0; times < 2; times += 1) {
    const read = await branch.read();
    expect(coverage(read.bytes, read.brought, "team-a", trusted).reasons).toEqual([
      expect.stringContaining("the branch was put back from"),
    ]);
  }
});

test("I3: a checkpoint that is forged, of another key, of another log, or of a former size is not believed", async () => {
  const state = signedState();
  await state.tick(10);
  await state.tick(50);
  const { commit, bytes } = await state.branch.read();
  const own = Buffer.from(bytes.get(CHECKPOINT) ?? []).toString();
  const weight = '{"version":1,"rollout":"team-a","weight":100}\n';
  const events = [eventOf(1, { after: rawDigest(weight) })];
  const forged = ["example.com/agents", "example.com/others"].map((name) => {
    const { signing: key, trusted } = keysOf(name);
    return record(new Map(), events, NOW, { key, trusted, upon: null });
  });
  const kept = record(bytes, [eventOf(3, { event: "request" })], NOW);
  const attempts = [
    ...forged.map((files) => new Map([...files, [statePath("team-a"), weight]])),
    ...forged.map((files) => new Map([[CHECKPOINT, files.get(CHECKPOINT) ?? ""]])),
    new Map([[CHECKPOINT, own.replace("\n2\n", "\n1\n")]]),
    new Map([[CHECKPOINT, own.replace("example.com/agents\n", "example.com/others\n")]]),
    new Map([...kept, [CHECKPOINT, `${own}${own}`]]),
    new Map([[CHECKPOINT, null]]),
    new Map([["audit/000001.jsonl", null]]),
    new Map([["audit/000002.jsonl", ""]]),
  ];
  for (const changes of attempts) {
    state.repository.git("update-ref", REF, commit ?? "");
    await state.branch.write(commit, changes, "hi");
    expect(await state.reasons(), JSON.stringify([...changes.keys()])).toHaveLength(1);
  }
});

test("I4: a state that nobody signed is not signed by the next who has the key", async () => {
  const { tick, ask } = signedState();
  await tick(10);
  await ask({ event: "step" });
  await expect(tick(50)).rejects.toThrow('line 2 says "step", and no checkpoint covers it');
});

test("I5: a branch of other files, links, or names of another file system is refused", async () => {
  const { tick, repository, branch } = signedState();
  const commit = await tick(10);
  const blob = repository.git("rev-parse", `${commit}:version`);
  const rows = [`120000 blob ${blob}\tflags.json`, `100755 blob ${blob}\tflags.json`, `160000 commit ${commit}\tsub`];
  for (const row of [...rows, `100644 blob ${blob}\taux .json`]) {
    const index = repository
      .git("ls-tree", commit)
      .split("\n")
      .filter((line) => !line.endsWith("flags.json"));
    const tree = mktree(repository.folder, [...index, row]);
    repository.git("update-ref", REF, repository.git("commit-tree", "-p", commit, "-m", "x", tree));
    await expect(branch.read(), row).rejects.toThrow("which is no file of a state");
  }
});

function mktree(folder: string, rows: readonly string[]): string {
  return execFileSync("git", ["mktree"], { cwd: folder, env: gitEnvironment(), input: `${rows.join("\n")}\n` })
    .toString()
    .trim();
}

test("I7: a time that no calendar has is none, in a state and in a request", () => {
  const written = renderState(healthy("a"));
  expect(stateIn(written, "team-a").rollout).toBe("team-a");
  const strange = written.replace(/"tickedAt": \d+/, '"tickedAt": 9007199254740991');
  expect(() => stateIn(strange, "team-a")).toThrow("The state of team-a cannot be read: /tickedAt is no time.");
  const request = { id: "1", verb: "pause", actor: "a", at: NOW, why: "", full: false, force: false };
  expect(requestIn(JSON.stringify(request))).toEqual(request);
  expect(requestIn(JSON.stringify({ ...request, at: Number.MAX_SAFE_INTEGER }))).toBeUndefined();
});
