import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { BEGIN, deployed, SPEC } from "../../support/deployed.ts";
import { HOUR, MINUTE } from "../../support/rollouts.ts";
import { planted } from "../../support/planted-secrets.ts";
import { loopback, type RecordedRequest } from "../../support/loopback.ts";

/** A rollout whose receivers are all on one server; `answer` says how it answers each of them. */
async function told(answer: (path: string) => number = () => 200, more = "") {
  const server = await loopback(({ path }) => ({ status: answer(path) }));
  const config = `notifications:
  receivers:
    team: { slack: { url: $SLACK_WEBHOOK_URL } }
    oncall: { pagerduty: { routing-key: $PAGERDUTY_KEY, url: "${server.url}/pagerduty" } }
    hook: { webhook: { url: "${server.url}/hook", secret: $HOOK_SECRET } }
${more}  on-rollout-paused: [team]
  on-rollout-aborted: [oncall, hook]
  on-rollout-completed: [oncall]
`;
  const rollout = await deployed({ "agent-ci.yaml": config }, SPEC, BEGIN);
  const secrets = {
    ...rollout.key,
    SLACK_WEBHOOK_URL: `${server.url}/slack/T0/B0/xyz`,
    PAGERDUTY_KEY: "routing-key-1",
    HOOK_SECRET: "shared",
  };
  const paths = (): readonly string[] => server.requests.map(({ path }) => path);
  return { ...rollout, secrets, server, paths, bob: { ...rollout.bob, ...secrets } };
}
const json = (request: RecordedRequest | undefined) => JSON.parse(request?.body ?? "");

test("whoever wants to know is told after it was written, once, and that is written down as well", async () => {
  const { run, secrets, server, paths, branch } = await told();
  const first = await run("deploy team-a", secrets);
  expect([first.code, paths()]).toEqual([0, ["/slack/T0/B0/xyz"]]);
  expect(json(server.requests[0]).text).toBe("team-a/r1 paused: canary/1 asks for approval");
  expect((await branch.read()).files.get("audit/000001.jsonl")).toContain('"told","rollout":"team-a"');
  await run("deploy team-a", secrets);
  expect(paths().length).toBe(1);
  expect((await run("audit verify")).code).toBe(0);
});

test("a rollback is told to all who are to know, each in its own words", async () => {
  const { run, secrets, server, paths, pass, bob } = await told();
  await run("deploy team-a", secrets);
  await run("rollout approve team-a", bob);
  pass(MINUTE);
  const { code } = await run('rollout abort team-a --reason "wrong answers"', secrets);
  expect([code, paths().slice(1).toSorted()]).toEqual([0, ["/hook", "/pagerduty"]]);
  const hook = server.requests.find(({ path }) => path === "/hook");
  expect(json(hook)).toMatchObject({ trigger: "on-rollout-aborted", why: "wrong answers", phase: "RollingBack" });
  expect(hook?.headers["x-agent-ci-signature-256"]).toBe(
    `sha256=${createHmac("sha256", "shared")
      .update(hook?.body ?? "")
      .digest("hex")}`,
  );
  expect(json(server.requests.find(({ path }) => path === "/pagerduty"))).toMatchObject({
    routing_key: "routing-key-1",
    event_action: "trigger",
    payload: { severity: "critical" },
  });
});

describe("a receiver that cannot be told", () => {
  test("changes no verdict, is said without its address, and is told at the next tick with the same key", async () => {
    let status = 500;
    const { run, secrets, paths, pass, branch } = await told(() => status);
    const { code, err } = await run("deploy team-a", secrets);
    expect([code, err]).toEqual([
      0,
      expect.stringContaining("team was not told of on-rollout-paused: it answers 500. It is tried again"),
    ]);
    expect(err).not.toContain("/slack/");
    status = 200;
    pass(15 * MINUTE);
    await run("deploy team-a", secrets);
    expect(paths().length).toBe(2);
    const state = JSON.parse((await branch.read()).files.get("rollouts/team-a.json") ?? "");
    expect(state.untold).toEqual([]);
  });

  test("is one whose variable is not set, and none of the others waits for it", async () => {
    const { run, secrets, paths, bob, pass } = await told();
    await run("deploy team-a", secrets);
    await run("rollout approve team-a", bob);
    pass(MINUTE);
    const { PAGERDUTY_KEY: _, ...without } = secrets;
    const { err } = await run("rollout abort team-a --reason x", without);
    expect(err).toContain("oncall was not told of on-rollout-aborted: PAGERDUTY_KEY is not set");
    expect(paths().at(-1)).toBe("/hook");
  });

  test("is given up after a day, and the log says so", async () => {
    const { run, secrets, pass, branch } = await told(() => 500);
    await run("deploy team-a", secrets);
    pass(25 * HOUR);
    await run("deploy team-a", secrets);
    expect((await branch.read()).files.get("audit/000001.jsonl")).toContain("on-rollout-paused: team (it answers 500)");
  });
});

test("no secret of what a job printed is sent to anybody", async () => {
  const { run, secrets, server, pass, bob } = await told();
  await run("deploy team-a", secrets);
  await run("rollout approve team-a", bob);
  pass(MINUTE);
  const { value: secret } = planted("github-token");
  await run(`rollout abort team-a --reason ${secret}`, secrets);
  for (const { body } of server.requests) expect(body).not.toContain(secret);
});

describe("what is refused", () => {
  const refused = async (text: string) => {
    const { run } = await deployed({ "agent-ci.yaml": text }, SPEC, BEGIN);
    const { code, err } = await run("deploy team-a");
    return [code, err];
  };
  test.each([
    ["a receiver that is not there", "on-rollout-paused: [tem]\n", 'tells "tem", and there is no such receiver'],
    [
      "a secret in the file",
      "receivers: { a: { slack: { url: https://hooks.slack.com/x } } }\n",
      "write it as in `$SLACK_WEBHOOK_URL`",
    ],
    [
      "a variable of agent-ci's own",
      "receivers: { a: { slack: { url: $AGENT_CI_AUDIT_KEY } } }\n",
      "takes AGENT_CI_AUDIT_KEY, which is for nobody else",
    ],
    [
      "a token of the forge",
      "receivers: { a: { webhook: { url: https://x.example, secret: $GITHUB_TOKEN } } }\n",
      "takes GITHUB_TOKEN, which is for nobody else",
    ],
    [
      "a token of the forge's own program",
      "receivers: { a: { webhook: { url: https://x.example, secret: $GH_TOKEN } } }\n",
      "takes GH_TOKEN, which is for nobody else",
    ],
    ["a trigger that is none", "on-rollout-pausd: []\n", "on-rollout-paused"],
  ])("%s", async (_, text, says) => {
    expect(await refused(`notifications:\n  ${text}`)).toEqual([2, expect.stringContaining(says)]);
  });

  test("a secret that stands in the file is not printed", async () => {
    const { value } = planted("slack-webhook");
    const [code, err] = await refused(`notifications:\n  receivers: { a: { slack: { url: "${value}" } } }\n`);
    expect(code).toBe(2);
    expect(err).not.toContain(value);
  });

  test("an address that others could read on its way", async () => {
    const { run } = await deployed(
      {
        "agent-ci.yaml":
          "notifications: { receivers: { a: { webhook: { url: http://x.example } } }, on-rollout-paused: [a] }\n",
      },
      SPEC,
      BEGIN,
    );
    expect((await run("deploy team-a")).err).toContain(
      "a was not told of on-rollout-paused: its address is not one of",
    );
  });
});
