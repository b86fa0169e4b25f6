import { describe, expect, test } from "vitest";
import { type Approval, MEANS, type Means } from "../../../src/approval/approval.ts";
import { phraseOf } from "../../../src/approval/phrase.ts";
import { approved } from "../../../src/forge/approval/approved.ts";
import { gitHubWitness } from "../../../src/forge/approval/github-witness.ts";
import type { ApiWorld } from "../../support/api.ts";
import {
  A1,
  A2,
  ada,
  askApproval,
  at,
  bob,
  commented,
  commit,
  D1,
  D2,
  labeled,
  PHRASE,
  playApprovals,
} from "../../support/approvals.ts";

/** The answer to bob's approval by a means, each call of which keeps GitHub's contract. */
async function answerTo(
  means: "environment" | "label" | "comment",
  world: ApiWorld = {},
  about = {},
): Promise<Approval> {
  const { approval, api } = await askApproval("github", { means, world, ...about });
  expect(api.violations).toEqual([]);
  return approval;
}

const reviewed = (over: object = {}): ApiWorld => ({
  answers: {
    "actions/get-reviews-for-run": [
      { state: "approved", comment: PHRASE, user: bob, environments: [{ name: "agent-ci-cost" }], ...over },
    ],
  },
});
const asked: Readonly<Record<Means, ApiWorld>> = {
  environment: reviewed(),
  label: { timeline: [labeled] },
  comment: { timeline: [commented] },
};

describe("approved, and by whom", () => {
  test.each([
    ["environment", {}],
    ["label", { at: at("10:00") }],
    ["comment", { at: at("10:00") }],
  ] as const)("by %s", async (means, time) => {
    expect(await answerTo(means, asked[means])).toEqual({ is: "approved", by: "bob", means, ...time });
  });

  test("nothing but reads is asked for, and nothing of the commits as long as nobody approves", async () => {
    const { api, approval } = await askApproval("github", { world: { timeline: [] } });
    expect(approval.is).toBe("wanted");
    expect(api.calls.map(({ operation }) => operation)).toEqual(["pulls/get", "issues/list-events-for-timeline"]);
    const all = await askApproval("github", { world: asked.comment });
    expect(new Set(all.api.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  test("by a team, where the token sees who is in it", async () => {
    const files = { CODEOWNERS: "* @o/money\n" };
    const member = { "teams/get-membership-for-user-in-org": { state: "active" } };
    expect((await answerTo("comment", { ...asked.comment, files, answers: member })).is).toBe("approved");
    const faults = [{ operation: "teams/get-membership-for-user-in-org", status: 403 }];
    expect(await answerTo("comment", { ...asked.comment, files, faults })).toMatchObject({
      is: "refused",
      reasons: [expect.stringContaining("nor a team that this token sees it in")],
    });
  });

  test("on the second page of a timeline", async () => {
    const noise = Array.from({ length: 120 }, () => ({ event: "subscribed", actor: ada, created_at: at("09:00") }));
    expect((await answerTo("label", { timeline: [...noise, labeled] })).is).toBe("approved");
  });
});

test.each(MEANS)("wanted by %s: what to do names the phrase", async (means) => {
  const approval = await answerTo(means, { timeline: [] });
  expect(approval).toMatchObject({ is: "wanted", todo: [expect.stringContaining(`"${PHRASE}"`)] });
});

describe("void after a push", () => {
  test("a request that stands at another commit", async () => {
    const world = { ...asked.comment, answers: { "pulls/get": { head: { sha: A2 } } } };
    expect(await answerTo("comment", world)).toMatchObject({
      is: "refused",
      reasons: ["This is about a1a1a1a1a1a1, and by now it stands at a2a2a2a2a2a2."],
    });
  });

  test.each(MEANS)("a push: what was said by %s is about another commit", async (means) => {
    const world = {
      ...asked[means],
      answers: { ...asked[means].answers, "pulls/get": { head: { sha: A2 } } },
    };
    expect(await answerTo(means, world, { head: A2 })).toMatchObject({
      is: "refused",
      reasons: ["bob approved another commit or another report."],
    });
  });

  test.each(MEANS)("pushed back to the commit, with another report (%s)", async (means) => {
    expect(await answerTo(means, asked[means], { digest: D2 })).toMatchObject({
      is: "refused",
      reasons: ["bob approved another commit or another report."],
    });
  });

  test.each([
    ["label", labeled],
    ["comment", commented],
  ] as const)("pushed back to the commit, with the same report (%s)", async (means, event) => {
    const pushed = { event: "head_ref_force_pushed", actor: ada, created_at: at("10:05") };
    const why = "the branch was moved since, other than forwards";
    expect(await answerTo(means, { timeline: [event, pushed] })).toMatchObject({
      reasons: [`bob approved it, which does not count: ${why}.`],
    });
    expect(
      (await answerTo(means, { timeline: [pushed, { ...event, created_at: at("10:06"), updated_at: at("10:06") }] }))
        .is,
    ).toBe("approved");
  });
});

test("a run from before the branch was moved, run again, has reviews of another time", async () => {
  const pushed = { event: "head_ref_force_pushed", actor: ada, created_at: at("10:05") };
  const began = (time: string): ApiWorld => ({
    timeline: [pushed],
    answers: { ...asked.environment.answers, "actions/get-workflow-run": { created_at: at(time) } },
  });
  expect(await answerTo("environment", began("09:59"))).toMatchObject({
    reasons: ["bob approved it, which does not count: the branch was moved since, other than forwards."],
  });
  expect((await answerTo("environment", began("10:05"))).is).toBe("approved");
});

describe("never by who wrote any of it", () => {
  const commits = (...all: readonly object[]) => ({ "repos/compare-commits-with-basehead": { commits: all } });
  test.each<[string, readonly object[], string]>([
    ["the author of an earlier commit", [commit({ sha: A2, author: bob }), commit()], "author of a2a2a2a2a2a2"],
    ["the committer", [commit({ committer: bob })], "committer of a1a1a1a1a1a1"],
    [
      "a co-author, by the address of the account",
      [commit({ commit: { message: "x\n\nCo-authored-by: B <2+robert@users.noreply.github.com>" } })],
      "co-author of a1a1a1a1a1a1",
    ],
    [
      "a co-author, by a public address",
      [commit({ commit: { message: "x\n\nco-authored-by: B <BOB@example.com>\n" } })],
      "co-author of a1a1a1a1a1a1",
    ],
    [
      "a commit of nobody",
      [commit({ author: null })],
      "the author of a1a1a1a1a1a1 is no account of the forge, and may be anybody; give the commit an address that belongs to one",
    ],
  ])("%s", async (_, all, why) => {
    for (const means of MEANS)
      expect(
        await answerTo(means, {
          ...asked[means],
          answers: { ...asked[means].answers, ...commits(...all) },
        }),
      ).toMatchObject({
        is: "refused",
        reasons: [`bob approved it, which does not count: ${why}.`],
      });
  });

  test("who opened the request", async () => {
    const world = { ...asked.comment, answers: { "pulls/get": { user: bob } } };
    expect(await answerTo("comment", world)).toMatchObject({ is: "refused" });
  });

  test("commits that cannot all be read are no commits of others", async () => {
    const cut = { "repos/compare-commits-with-basehead": { total_commits: 300 } };
    expect(await answerTo("comment", { ...asked.comment, answers: cut })).toEqual({
      is: "unknown",
      reason: "the commits of the change cannot all be read",
    });
  });

  test("the base is the tip of the branch, whatever tag has its name", async () => {
    const { api } = await askApproval("github", { world: asked.comment });
    const paths = api.requests.map(({ path }) => path);
    expect(paths).toContain("/repos/o/r/git/ref/heads%2Fmain");
    expect(paths.some((path) => path.includes(`/compare/${"ba".repeat(20)}...${A1}`))).toBe(true);
  });
});

describe("without the right", () => {
  const refusedFor = async (means: Means, world: ApiWorld, why: string): Promise<void> =>
    expect(await answerTo(means, world)).toMatchObject({
      is: "refused",
      reasons: [`bob approved it, which does not count: ${why}.`],
    });

  test("no owner by CODEOWNERS of the target branch", async () => {
    const why =
      "CODEOWNERS of the target branch does not name the account for agent-ci.yaml, nor a team that this token sees it in";
    await refusedFor("label", { ...asked.label, files: { CODEOWNERS: "* @ada\n" } }, why);
    await refusedFor(
      "label",
      { ...asked.label, files: {} },
      "CODEOWNERS of the target branch names nobody for agent-ci.yaml",
    );
  });

  test("CODEOWNERS is read at the target branch's commit, never at the change's", async () => {
    const { api } = await askApproval("github", { world: asked.comment });
    const reads = api.requests.filter(({ path }) => path.includes("/contents/"));
    expect(reads.map(({ query }) => query.get("ref"))).toEqual(["ba".repeat(20)]);
  });

  test("an owner who may not write any more", async () => {
    const answers = { "repos/get-collaborator-permission-level": { permission: "read" } };
    await refusedFor("comment", { ...asked.comment, answers }, "the account may not write to the repository");
  });

  test("another account that took the name", async () => {
    const answers = { "repos/get-collaborator-permission-level": { user: { id: 77 } } };
    await refusedFor("comment", { ...asked.comment, answers }, "the account may not write to the repository");
  });

  test("an environment that asks nobody", async () => {
    const why = "the environment agent-ci-cost has no required reviewers";
    const rules = { "repos/get-environment": { protection_rules: [] } };
    await refusedFor("environment", { answers: { ...asked.environment.answers, ...rules } }, why);
    await refusedFor(
      "environment",
      { ...asked.environment, faults: [{ operation: "repos/get-environment", status: 404 }] },
      why,
    );
  });

  test.each([
    ["another environment", { environments: [{ name: "staging" }] }],
    ["turned down", { state: "rejected" }],
    ["without the phrase", { comment: "LGTM" }],
  ])("a review of the run: %s", async (_, over) => {
    expect((await answerTo("environment", reviewed(over))).is).toBe("wanted");
  });
});

test("strangers, of whom anybody can make many, cost no call each", async () => {
  const strangers = Array.from({ length: 50 }, (_, index) => ({ ...bob, id: 100 + index, login: `stranger-${index}` }));
  const events = strangers.map((user) => ({ ...commented, user, actor: user }));
  const { approval, api } = await askApproval("github", { world: { timeline: [...events, commented] } });
  expect(approval.is).toBe("approved");
  expect(api.requests.length).toBeLessThan(15);
});

test("a branch, and the commit that was approved before, where there is no request", async () => {
  const answers = { "git/get-ref": { object: { sha: A1 } } };
  const { answers: reviews = {} } = asked.environment;
  const api = await playApprovals("github", { answers: { ...reviews, ...answers } });
  const change = { branch: "main", base: "ba".repeat(20) };
  const place = {
    url: api.url,
    token: "t",
    owner: "o",
    repo: "r",
    environment: "agent-ci-cost",
    path: "agent-ci.yaml",
  };
  const witness = gitHubWitness({ ...place, change, run: 1000 });
  const about = { witness, means: MEANS, sleep: async () => {} };
  expect(await approved("cost", A1, D1, about)).toEqual({ is: "approved", by: "bob", means: "environment" });
  expect(await approved("cost", A2, D1, about)).toMatchObject({ is: "refused" });
  expect(api.violations).toEqual([]);
});

describe("what was said is what it was", () => {
  test("a label that was taken off again", async () => {
    const off = { event: "unlabeled", label: { name: PHRASE }, actor: ada, created_at: at("10:01") };
    expect(await answerTo("label", { timeline: [labeled, off] })).toMatchObject({
      reasons: ["bob approved it, which does not count: the label was taken off."],
    });
  });

  test("a label that was deleted", async () => {
    const answers = { "pulls/get": { labels: [] } };
    expect(await answerTo("label", { ...asked.label, answers })).toMatchObject({
      reasons: ["bob approved it, which does not count: the label was taken off."],
    });
  });

  test("a label that had another name when it was set", async () => {
    expect((await answerTo("label", { timeline: [{ ...labeled, label: { name: "bug" } }] })).is).toBe("wanted");
  });

  test("a comment that somebody changed", async () => {
    expect(await answerTo("comment", { timeline: [{ ...commented, updated_at: at("10:01") }] })).toMatchObject({
      reasons: ["bob approved it, which does not count: the comment was changed."],
    });
  });

  test.each([
    ["quoted", `> ${PHRASE}`],
    ["in a block", `\`\`\`\n${PHRASE}\n\`\`\``],
    ["with more", `do not say ${PHRASE}`],
    ["of another subject", phraseOf("rollout/team-a", A1, D1)],
  ])("a comment with the phrase %s", async (_, body) => {
    expect((await answerTo("comment", { timeline: [{ ...commented, body }] })).is).toBe("wanted");
  });

  test.each<[string, object, Readonly<Record<string, unknown>>, string]>([
    ["a program", { ...bob, type: "Bot" }, {}, "a program does not approve"],
    ["a program for a person", bob, { performed_via_github_app: { id: 1 } }, "a program said it in that name"],
  ])("%s", async (_, user, over, why) => {
    const event: Readonly<Record<string, unknown>> = { ...commented, ...over, user, actor: user };
    const { approval } = await askApproval("github", { world: { timeline: [event] } });
    expect(approval).toMatchObject({ reasons: [`bob approved it, which does not count: ${why}.`] });
  });

  test.each([
    ["a deleted account", null],
    ["what stands for deleted accounts", { id: 10_137, login: "ghost", type: "User" }],
  ])("%s", async (_, user) => {
    const { approval } = await askApproval("github", { world: { timeline: [{ ...commented, user, actor: user }] } });
    expect(approval).toMatchObject({
      reasons: ["An account that is gone approved it, which does not count: nobody can say who that was."],
    });
  });
});

describe("what cannot be asked is not approved", () => {
  test.each([
    ["pulls/get", 500],
    ["issues/list-events-for-timeline", 403],
    ["git/get-ref", 404],
    ["repos/compare-commits-with-basehead", 404],
    ["repos/get-collaborator-permission-level", 403],
    ["repos/get-content", 403],
    ["users/get-by-username", 404],
  ])("%s: %i", async (operation, status) => {
    const { approval, api } = await askApproval("github", {
      world: { ...asked.comment, faults: [{ operation, status }] },
    });
    expect(approval).toMatchObject({ is: "unknown", reason: expect.stringMatching(new RegExp(`^${status} `)) });
    expect(api.violations).toEqual([]);
  });

  test("what passes is asked again", async () => {
    const faults = [{ operation: "pulls/get", status: 502, times: 2 }];
    expect((await answerTo("comment", { ...asked.comment, faults })).is).toBe("approved");
  });
});
