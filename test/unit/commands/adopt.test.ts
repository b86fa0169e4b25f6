import { existsSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BEGIN, deployed, SPEC } from "../../support/deployed.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** A folder that another program, or another rollout, has people read a release from. */
async function beside() {
  const rollout = await deployed({}, SPEC, BEGIN);
  const { folder, production, run, commit } = rollout;
  const made = await run(`release create --include AGENTS.md --store ${production}`);
  expect(made.code).toBe(0);
  const { openStore } = await import("../../../src/host/targets/directory/store.ts");
  const { point } = await import("../../../src/host/targets/directory/point.ts");
  const { realDisk } = await import("../../../src/host/targets/disk.ts");
  const digest = /sha256:[0-9a-f]{64}/.exec(made.out)?.[0] ?? "";
  point(realDisk, openStore(production, folder), "active", digest);
  commit({ "AGENTS.md": "Be kinder.\n" });
  const current = (): string =>
    existsSync(join(production, "current")) ? readlinkSync(join(production, "current")) : "";
  return { ...rollout, digest, current };
}

test("a first rollout does not take over what somebody else has a folder point at", async () => {
  const { run, digest, current, branch } = await beside();
  const before = current();
  const { code, err } = await run("deploy team-a");
  expect([code, err]).toEqual([
    2,
    expect.stringContaining(
      `production points at ${digest} already, which no attempt of team-a put there, so that nothing is begun. Take it over as what is stable: agent-ci rollout start team-a --reason "…".`,
    ),
  ]);
  expect(current()).toBe(before);
  expect([...(await branch.read()).files.keys()].filter((path) => path.includes("team-a"))).toEqual([]);
});

test("whoever starts it takes that over as what is stable, asks for approval, and goes back to it", async () => {
  const { run, digest, current, flags, approve, bob } = await beside();
  const before = current();
  const started = await run('rollout start team-a --reason "it was deployed by hand until now"');
  expect(started.out).toContain(`adopted: production: ${digest} was there before`);
  expect(started.out).toContain("AwaitingApproval");
  expect(current()).toBe(before);
  expect((await flags()).variants.stable.release).toBe(digest);
  expect((await approve()).code).toBe(0);
  expect((await run('rollout abort team-a --reason "worse"', bob)).out).toContain("RollingBack");
  expect(current()).toBe(before);
  // Whatever came next is its own.
  expect((await run("deploy team-a")).err).not.toContain("points at");
});

test("what is there is the very release that the checkout has: it stays good when the rollout is taken back", async () => {
  const { run, digest, current, approve, commit, bob } = await beside();
  commit({ "AGENTS.md": "Be kind.\n" });
  const before = current();
  await run('rollout start team-a --reason "as it is"');
  await approve();
  const aborted = await run('rollout abort team-a --reason "not yet"', bob);
  expect(aborted.err).not.toContain("marked bad");
  expect(current()).toBe(before);
  expect((await run("rollout status team-a")).out).toContain(digest.slice("sha256:".length, "sha256:".length + 12));
});

test("an environment whose target is another by now is begun nowhere that is somebody else's", async () => {
  const { run, approve, commit, folder, production, flags } = await beside();
  await run('rollout start team-a --reason "mine"');
  await approve();
  const other = tempFolder();
  const made = await run(`release create --include rollouts/team-a.yaml --store ${other}`);
  const digest = /sha256:[0-9a-f]{64}/.exec(made.out)?.[0] ?? "";
  const { openStore } = await import("../../../src/host/targets/directory/store.ts");
  const { point } = await import("../../../src/host/targets/directory/point.ts");
  const { realDisk } = await import("../../../src/host/targets/disk.ts");
  point(realDisk, openStore(other, folder), "active", digest);
  commit({ "rollouts/team-a.yaml": SPEC.replaceAll("../production", other) });
  const { code, err } = await run("deploy team-a");
  expect([code, err]).toEqual([1, expect.stringContaining(`production points at ${digest} already`)]);
  expect(readlinkSync(join(other, "current"))).toContain(digest.slice("sha256:".length));
  expect(readlinkSync(join(production, "current"))).not.toBe("");
  expect((await run('rollout abort team-a --reason "wrong folder"')).code).not.toBe(2);
  expect((await flags()).state).toBe("ENABLED");
});

test("a target that cannot be read is begun nowhere, and said to be so", async () => {
  const { run, commit, branch } = await deployed(
    { "target.mjs": 'console.error("no route to the store"); process.exit(3);' },
    SPEC.replace(
      "directory: { path: ../production }",
      `command: { command: [${JSON.stringify(process.execPath)}, target.mjs] }`,
    ),
    BEGIN,
  );
  commit({ "AGENTS.md": "Be kinder.\n" });
  const { code, err } = await run("deploy team-a");
  expect([code, err]).toEqual([
    2,
    expect.stringContaining("what production points at cannot be read, so that nothing is begun"),
  ]);
  expect([...(await branch.read()).files.keys()].filter((path) => path.includes("team-a"))).toEqual([]);
});
