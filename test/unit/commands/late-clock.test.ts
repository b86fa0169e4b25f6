import { expect, test } from "vitest";
import { BEGIN, deployed, SPEC } from "../../support/deployed.ts";
import { MINUTE } from "../../support/rollouts.ts";

test("an abort from a machine whose clock is behind the last tick stays an abort", async () => {
  const { run, approve, flags, pass, bob } = await deployed({}, SPEC, BEGIN);
  await run("deploy team-a");
  await approve();
  const given = async (): Promise<boolean> => JSON.stringify((await flags()).targeting).includes('"canary",10');
  expect(await given()).toBe(true);
  pass(-MINUTE);
  expect((await run('rollout abort team-a --reason "it deletes files"', bob)).out).toContain("RollingBack");
  await run("deploy team-a");
  expect(await given()).toBe(false);
});
