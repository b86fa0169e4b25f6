import { describe, expect, test } from "vitest";
import { gitHubDeployments } from "../../../src/forge/deployments/github-deployments.ts";
import { showDeployments } from "../../../src/forge/deployments/show-deployments.ts";
import { memberAt } from "../../../src/host/pipeline/event.ts";
import { deploymentsOf } from "../../../src/rollout/deployments.ts";
import type { Plan } from "../../../src/rollout/plan.ts";
import type { RolloutState } from "../../../src/rollout/state.ts";
import { type ApiWorld, playApi } from "../../support/api.ts";
import { aPlan, digest, healthy, MINUTE, pause, request, setWeight, simulate } from "../../support/rollouts.ts";

const PLAN = aPlan([setWeight(10), pause(), setWeight(100)]);

async function played(world: ApiWorld = {}) {
  const api = await playApi("github", world);
  const runUrl = "https://github.example/o/r/actions/runs/7";
  const board = gitHubDeployments({ url: api.url, owner: "o", repo: "r", token: "t", runUrl });
  return {
    api,
    show: async (state: RolloutState, plan: Plan = PLAN) =>
      showDeployments(board, plan.name, deploymentsOf(plan, state)),
    /** Each record by its step, with its states in their order. */
    shown: () =>
      api.deployments().map(({ asked, statuses }) => {
        const of = (key: string) => memberAt(asked["payload"], key);
        return [of("rollout"), of("step"), ...statuses.map(({ state }) => state)].join(" ");
      }),
  };
}

describe("what GitHub shows of a rollout", () => {
  test("a record for each step that gives it to somebody, to the end", async () => {
    const { api, show, shown } = await played();
    const rollout = simulate(PLAN, { before: healthy("old") });
    rollout.tick(0);
    expect(await show(rollout.state)).toBeUndefined();
    expect(shown()).toEqual(["team-a/r2 canary/0 in_progress"]);
    expect(api.deployments()[0]).toMatchObject({
      asked: {
        ref: "c1",
        task: "agent-ci:setWeight",
        environment: "production",
        production_environment: true,
        auto_merge: false,
        required_contexts: [],
        payload: {
          rollout: "team-a/r2",
          step: "canary/0",
          weight: 10,
          release: digest("new"),
          previous: digest("old"),
          verdictUrl: "https://github.example/o/r/actions/runs/7",
        },
      },
      statuses: [{ description: "team-a/r2: 10 %", auto_inactive: false }],
    });
    rollout.tick(MINUTE, { requests: [request("promote")] });
    await show(rollout.state);
    expect(shown()).toEqual(["team-a/r2 canary/0 in_progress success inactive", "team-a/r2 canary/2 success"]);
    expect(api.violations).toEqual([]);
  });

  test("asked again with the same state, nothing is written", async () => {
    const { api, show } = await played();
    const rollout = simulate(PLAN, { before: healthy("old") });
    rollout.tick(0);
    await show(rollout.state);
    const before = api.calls.length;
    await show(rollout.state);
    expect(api.calls.slice(before).map(({ operation }) => operation)).toEqual([
      "repos/list-deployments",
      "repos/list-deployment-statuses",
    ]);
  });

  test("a release that is taken back has failed, and what came before it is deployed", async () => {
    const { api, show, shown } = await played();
    const rollout = simulate(PLAN, { before: healthy("old") });
    rollout.tick(0);
    await show(rollout.state);
    rollout.tick(MINUTE, { requests: [request("abort", { why: "it lies" })] });
    await show(rollout.state);
    expect(shown()).toEqual(["team-a/r2 canary/0 in_progress failure", "team-a/r2 rollback in_progress"]);
    rollout.tick(MINUTE);
    expect(rollout.phase.name).toBe("Degraded");
    await show(rollout.state);
    expect(shown()).toEqual(["team-a/r2 canary/0 in_progress failure", "team-a/r2 rollback in_progress success"]);
    expect(api.deployments()[1]).toMatchObject({
      asked: { ref: "c0", task: "agent-ci:rollback", payload: { release: digest("old"), previous: digest("new") } },
      statuses: [{ description: "team-a/r2 taken back: it lies" }, {}],
    });
    expect(api.violations).toEqual([]);
  });

  test("the records of a rollout that another one replaced are inactive", async () => {
    const { show, shown } = await played();
    const first = simulate(PLAN, { before: healthy("old") });
    first.tick(0);
    first.tick(MINUTE, { requests: [request("promote")] });
    await show(first.state);
    const second = simulate(PLAN, { release: digest("newer"), before: first.state });
    second.tick(MINUTE);
    await show(second.state);
    expect(shown().at(1)).toBe("team-a/r2 canary/2 success");
    second.tick(MINUTE, { requests: [request("promote")] });
    await show(second.state);
    expect(shown().at(1)).toBe("team-a/r2 canary/2 success inactive");
  });

  test("all of it is made again from the state where GitHub has lost it", async () => {
    const rollout = simulate(PLAN, { before: healthy("old") });
    rollout.tick(0);
    rollout.tick(MINUTE, { requests: [request("promote")] });
    const { show, shown } = await played();
    await show(rollout.state);
    expect(shown()).toEqual(["team-a/r2 canary/0 success inactive", "team-a/r2 canary/2 success"]);
  });

  test.each([
    ["a token that may not", { status: 403 }, ". Give the job `permissions:` `deployments: write`."],
    ["a server that is down", { status: 500 }, "500 Internal Server Error"],
  ])("%s is said, and tried once", async (_, fault, said) => {
    const { api, show } = await played({ faults: [{ operation: "repos/create-deployment", ...fault }] });
    const rollout = simulate(PLAN, { before: healthy("old") });
    rollout.tick(0);
    expect(await show(rollout.state)).toContain(said);
    expect(api.calls.filter(({ operation }) => operation === "repos/create-deployment")).toHaveLength(1);
  });

  test("records of others with the same names are passed over", async () => {
    const { api, show, shown } = await played();
    const post = async (body: object) =>
      fetch(`${api.url}/repos/o/r/deployments`, {
        method: "POST",
        headers: { authorization: "token t" },
        body: JSON.stringify({ ref: "main", environment: "production", ...body }),
      });
    await post({ task: "deploy", payload: { rollout: "team-a/r2", step: "canary/0", release: digest("new") } });
    await post({ task: "agent-ci:setWeight", payload: "{" });
    const rollout = simulate(PLAN, { before: healthy("old") });
    rollout.tick(0);
    await show(rollout.state);
    expect(shown().slice(2)).toEqual(["team-a/r2 canary/0 in_progress"]);
  });
});
