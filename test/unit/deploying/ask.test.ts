import { expect, test } from "vitest";
import { askRollout } from "../../../src/deploying/ask.ts";
import { UsageError } from "../../../src/model/usage-error.ts";
import { verifyFiles } from "../../../src/ledger/verify.ts";
import { aPlan, pause, request, setWeight } from "../../support/rollouts.ts";
import { deployment } from "../../support/ticks.ts";

test("each verb is written down once, and the log stays one that the key vouches for", async () => {
  const { tick, branch, from } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  for (const verb of ["promote", "pause", "resume", "retry", "undo", "unfreeze", "start", "abort"] as const)
    expect(
      (await askRollout(branch, "team-a", { ...request(verb), full: false, force: false })).refused,
    ).toBeUndefined();
  const { files, bytes } = await branch.read();
  expect([...files.keys()].filter((path) => path.startsWith("requests/"))).toHaveLength(8);
  const log = bytes.get("audit/000001.jsonl") ?? "";
  expect(verifyFiles([{ path: "audit/000001.jsonl", log }], files.get("checkpoint"), from.trusted).result).toBe("pass");
  const ticked = await tick();
  expect(ticked.uncovered).toBeNull();
  expect(ticked.state?.phase.name).toBe("RollingBack");
});

test("what there is nothing to ask for is written down, and changes nothing", async () => {
  const { tick, branch } = await deployment(aPlan([setWeight(100)]));
  await tick();
  const before = (await branch.read()).files;
  const { refused } = await askRollout(branch, "team-a", request("abort"));
  expect(refused).toBe("nothing to abort: the rollout is Healthy");
  const { files } = await branch.read();
  expect([...files].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)).toEqual([
    "audit/000001.jsonl",
  ]);
});

test("an abort takes its own rollout from the flags, and no other", async () => {
  const { tick, branch } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  const { files, commit } = await branch.read();
  const { flags } = JSON.parse(files.get("flags.json") ?? "");
  const other = { ...flags.production, metadata: { ...flags.production.metadata, rollout: "team-ab/r1" } };
  await branch.write(commit, new Map([["flags.json", JSON.stringify({ flags: { ...flags, other } })]]), "two");
  await askRollout(branch, "team-a", request("abort"));
  const lowered = JSON.parse((await branch.read()).files.get("flags.json") ?? "").flags;
  expect(lowered.other).toEqual(other);
  expect(JSON.stringify(lowered.production.targeting)).toContain('["canary",0]');
});

test("an abort waits for no log: where that cannot be gone on with, the flags are lowered all the same", async () => {
  const { tick, branch } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  const { bytes, commit } = await branch.read();
  const log = `${Buffer.from(bytes.get("audit/000001.jsonl") ?? []).toString()}no entry\n`;
  await branch.write(commit, new Map([["audit/000001.jsonl", log]]), "hi");
  await expect(askRollout(branch, "team-a", request("pause"))).rejects.toThrow("which is no entry");
  expect((await askRollout(branch, "team-a", request("abort"))).lowered).toBe(true);
  const { files } = await branch.read();
  expect(JSON.stringify(JSON.parse(files.get("flags.json") ?? ""))).toContain('["canary",0]');
  expect(files.get("audit/000001.jsonl")).toBe(log);
});

test("a request that the log could not name is none: half of a character stops no tick", async () => {
  const { tick, branch } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  const { commit } = await branch.read();
  const asked = { ...request("abort", { why: "\uD83D" }), full: false, force: false };
  await branch.write(commit, new Map([[`requests/team-a/${asked.id}.json`, JSON.stringify(asked)]]), "hi");
  expect((await tick()).state?.phase.name).toBe("Progressing");
});

test("a rollout that never began is named with those that did", async () => {
  const { tick, branch } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  await expect(askRollout(branch, "team-b", request("abort"))).rejects.toThrow(
    'There is no rollout "team-b". There is: team-a.',
  );
});

test.each([
  ["is no JSON", "{"],
  ["is gone", null],
])("an abort waits for no state: where that %s, the flags are lowered all the same", async (_, text) => {
  const { tick, branch } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  const { commit } = await branch.read();
  await branch.write(commit, new Map([["rollouts/team-a.json", text]]), "hi");
  await expect(askRollout(branch, "team-a", request("promote"))).rejects.toThrow(UsageError);
  expect(await askRollout(branch, "team-a", request("abort"))).toMatchObject({ refused: undefined, lowered: true });
  expect((await branch.read()).files.get("flags.json")?.replaceAll(/\s/g, "")).toContain('["canary",0]');
});

test("where the flags are none an abort is asked for, and the next tick writes them anew without the release", async () => {
  const { tick, branch } = await deployment(aPlan([setWeight(10), pause()]));
  await tick();
  const { commit } = await branch.read();
  await branch.write(commit, new Map([["flags.json", "{"]]), "hi");
  const asked = { ...request("abort"), full: false, force: false };
  expect(await askRollout(branch, "team-a", asked)).toMatchObject({ refused: undefined, lowered: false });
  expect((await tick()).state?.phase.name).toBe("RollingBack");
  expect((await branch.read()).files.get("flags.json")).not.toContain('"canary"');
});
