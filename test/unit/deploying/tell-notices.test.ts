import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { tellReceiver } from "../../../src/host/notifying/tell-receiver.ts";
import { BEGIN, deployed, SPEC } from "../../support/deployed.ts";

test("a receiver that takes what it is sent and says nothing is given up in time", async () => {
  const silent = createServer();
  await new Promise<void>((done) => void silent.listen(0, "127.0.0.1", done));
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { branch, run } = await deployed({}, SPEC, BEGIN);
  await run("deploy team-a");
  const state = JSON.parse((await branch.read()).files.get("rollouts/team-a.json") ?? "");
  const notice = { key: "k", id: "team-a/r1", trigger: "on-rollout-paused", why: "w", page: false, at: BEGIN, to: [] };
  const receiver = { kind: "slack", url: `http://127.0.0.1:${port}/` } as const;
  expect(await tellReceiver(receiver, { notice, state }, 50)).toBe("it does not answer within 0.05 seconds");
});
