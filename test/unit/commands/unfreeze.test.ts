import { expect, test } from "vitest";
import { BEGIN, deployed, FORGE, SPEC } from "../../support/deployed.ts";

test("a frozen rollout is let go by somebody with the key who wrote nothing of it, as one is approved", async () => {
  const { run, git, key, bob } = await deployed({}, SPEC, BEGIN);
  await run("deploy team-a");
  await run('rollout emergency-disable team-a --reason "it deletes files"', {});
  await run("deploy team-a");
  const unfreeze = 'rollout unfreeze team-a --reason "it was another system"';
  const own = await run(unfreeze, { ...key, ...FORGE, GITLAB_USER_LOGIN: git("log", "-1", "--format=%ae") });
  expect([own.code, own.err]).toEqual([
    2,
    expect.stringContaining("wrote a part of this change, and nobody approves their own."),
  ]);
  // Asked without the key it is refused by the tick that answers it.
  expect((await run(unfreeze, { GITLAB_USER_LOGIN: "carol" })).code).toBe(0);
  expect((await run("deploy team-a")).out).toContain("unfreeze-refused by");
  expect((await run("rollout status team-a")).out).toContain("Frozen");
  const other = await run(unfreeze, bob);
  expect([other.code, other.out]).toEqual([0, expect.stringContaining("Degraded")]);
});
