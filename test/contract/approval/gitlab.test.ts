import { describe, expect, test } from "vitest";
import type { Approval } from "../../../src/approval/approval.ts";
import type { ApiWorld } from "../../support/api.ts";
import { A1, A2, askApproval, changeOf, D2, noted, PHRASE, version } from "../../support/approvals.ts";

const bob = { id: 2, username: "bob", name: "Bob", state: "active", web_url: "https://example.com/bob" };
/** Bob's note on request 7, written at the first second of 2026. */
const note: ApiWorld = { comments: [{ number: 7, author: "bob", authorId: 2, body: PHRASE }] };
/** Bob's approval of the deployment that waits in pipeline 1000. */
const deployment = (over: object = {}): ApiWorld => ({
  answers: {
    getApiV4ProjectsIdDeployments: [{ ...WAITING, id: 5 }],
    getApiV4ProjectsIdDeploymentsDeploymentId: {
      ...WAITING,
      id: 5,
      approvals: [{ user: bob, status: "approved", created_at: "2026-01-01T10:00:00Z", comment: PHRASE, ...over }],
    },
  },
});
const WAITING = {
  iid: 5,
  ref: "refs/merge-requests/7/head",
  sha: A1,
  created_at: "2026-01-01T09:00:00Z",
  status: "blocked",
  environment: { id: 1, name: "agent-ci-cost" },
  deployable: { id: 1, name: "x", status: "manual", pipeline: { id: 1000, sha: A1, ref: "x", status: "manual" } },
};

const asked = { comment: note, environment: deployment() };
async function answerTo(
  means: "environment" | "label" | "comment",
  world: ApiWorld = {},
  about = {},
): Promise<Approval> {
  const { approval, api } = await askApproval("gitlab", { means, world, ...about });
  expect(api.violations).toEqual([]);
  return approval;
}
const both = ({ answers = {}, ...world }: ApiWorld, more: ApiWorld["answers"]): ApiWorld => ({
  ...world,
  answers: { ...answers, ...more },
});
const uncounted = (why: string) => ({ is: "refused", reasons: [`bob approved it, which does not count: ${why}.`] });

describe("approved, and by whom", () => {
  test("by a note of an owner", async () => {
    expect(await answerTo("comment", note)).toEqual({
      is: "approved",
      by: "bob",
      means: "comment",
      at: "2026-01-01T00:00:01Z",
    });
  });

  test.each([
    ["for all", deployment()],
    [
      "for a rule",
      both(deployment(), {
        getApiV4ProjectsIdDeploymentsDeploymentId: {
          ...WAITING,
          id: 5,
          approval_summary: {
            rules: [
              {
                deployment_approvals: [
                  { user: bob, status: "approved", created_at: "2026-01-01T10:00:00Z", comment: PHRASE },
                ],
              },
            ],
          },
        },
      }),
    ],
  ])("by a deployment to a protected environment, %s", async (_, world) => {
    expect(await answerTo("environment", world)).toMatchObject({ is: "approved", by: "bob", means: "environment" });
  });

  test("nothing is written", async () => {
    const { api } = await askApproval("gitlab", { world: note });
    expect(new Set(api.calls.map(({ operation }) => operation).filter((one) => !one.startsWith("get")))).toEqual(
      new Set(["graphql"]),
    );
  });

  test("by a group", async () => {
    const files = { CODEOWNERS: "* @g/money\n" };
    const member = { getApiV4GroupsIdMembersAllUserId: { id: 2, username: "bob", state: "active", access_level: 30 } };
    expect((await answerTo("comment", { ...both(note, member), files })).is).toBe("approved");
    const faults = [{ operation: "getApiV4GroupsIdMembersAllUserId", status: 404 }];
    expect((await answerTo("comment", { ...note, files, faults })).is).toBe("refused");
  });

  test("by a role", async () => {
    expect((await answerTo("comment", { ...note, files: { CODEOWNERS: "* @@developers\n" } })).is).toBe("approved");
    expect((await answerTo("comment", { ...note, files: { CODEOWNERS: "* @@maintainer\n" } })).is).toBe("refused");
  });
});

test("wanted: what to do names the phrase", async () => {
  expect(await answerTo("comment")).toMatchObject({ is: "wanted", todo: [expect.stringContaining(`"${PHRASE}"`)] });
  expect((await answerTo("environment")).is).toBe("wanted");
  // An event of a label would have the name that it has now.
  expect((await answerTo("label", note)).is).toBe("wanted");
});

describe("void after a push", () => {
  test("a request that stands at another commit", async () => {
    const world = both(note, { getApiV4ProjectsIdMergeRequestsMergeRequestIid: { sha: A2 } });
    expect(await answerTo("comment", world)).toMatchObject({
      is: "refused",
      reasons: ["This is about a1a1a1a1a1a1, and by now it stands at a2a2a2a2a2a2."],
    });
  });

  test.each(["comment", "environment"] as const)(
    "pushed back to the commit, with another report (%s)",
    async (means) => {
      expect(await answerTo(means, asked[means], { digest: D2 })).toMatchObject({
        is: "refused",
        reasons: ["bob approved another commit or another report."],
      });
    },
  );

  test.each(["comment", "environment"] as const)(
    "pushed back to the commit, with the same report (%s)",
    async (means) => {
      const versions = [
        version(A1, "2026-01-01T11:00:00Z"),
        version(A2, "2026-01-01T10:30:00Z"),
        version(A1, "2025-12-31T09:00:00Z"),
      ];
      const world = both(asked[means], { getApiV4ProjectsIdMergeRequestsMergeRequestIidVersions: versions });
      expect(await answerTo(means, world)).toMatchObject(uncounted("the branch was pushed since"));
    },
  );
});

describe("never by who wrote any of it", () => {
  const change = (commits: readonly object[], over: Readonly<Record<string, unknown>> = {}) => ({
    graphql: { data: { project: { mergeRequest: changeOf(commits, over) } } },
  });
  const own = { id: "gid://gitlab/User/2", username: "bob" };
  test.each([
    ["the author", change([noted({ author: own })]), "author of a1a1a1a1a1a1"],
    [
      "a committer",
      change([noted()], { committers: { nodes: [own], pageInfo: { hasNextPage: false } } }),
      "committer of a1a1a1a1a1a1",
    ],
    [
      "a co-author",
      change([noted({ message: "x\n\nCo-authored-by: B <2-robert@users.noreply.gitlab.com>" })]),
      "co-author of a1a1a1a1a1a1",
    ],
    [
      "a commit of nobody",
      change([noted({ author: null })]),
      "the author of a1a1a1a1a1a1 and of 1 more is no account of the forge, and may be anybody; give the commit an address that belongs to one",
    ],
    [
      "a committer of nobody",
      change([noted({ committerEmail: "root@localhost" })]),
      "the committer of a1a1a1a1a1a1 is no account of the forge, and may be anybody; give the commit an address that belongs to one",
    ],
    [
      "who opened it",
      { getApiV4ProjectsIdMergeRequestsMergeRequestIid: { author: bob } },
      "who opens a request does not approve it",
    ],
  ])("%s", async (_, answers, why) => {
    for (const means of ["comment", "environment"] as const)
      expect(await answerTo(means, both(asked[means], answers))).toMatchObject(uncounted(why));
  });

  test.each([
    ["cut", change([noted()], { commitCount: 2 })],
    ["of another commit", change([noted()], { diffHeadSha: A2 })],
    ["gone", { graphql: { data: { project: { mergeRequest: null } } } }],
  ])("commits that are %s are no commits of others", async (_, answers) => {
    expect(await answerTo("comment", both(note, answers))).toEqual({
      is: "unknown",
      reason: "the commits of the change cannot all be read",
    });
  });
});

describe("without the right", () => {
  test.each([
    ["a program", { getApiV4UsersId: { bot: true } }, "a program does not approve"],
    ["a blocked account", { getApiV4UsersId: { state: "blocked" } }, "the account is not active any more"],
    [
      "a guest",
      { getApiV4ProjectsIdMembersAllUserId: { access_level: 10 } },
      "the account is less than a developer of the project",
    ],
  ])("%s", async (_, answers, why) => {
    expect(await answerTo("comment", both(note, answers))).toMatchObject(uncounted(why));
  });

  test("no owner, and no CODEOWNERS, both of the target branch", async () => {
    expect((await answerTo("comment", { ...note, files: { CODEOWNERS: "* @ada\n" } })).is).toBe("refused");
    expect(await answerTo("comment", { ...note, files: {} })).toMatchObject(
      uncounted("CODEOWNERS of the target branch names nobody for agent-ci.yaml"),
    );
    const { api } = await askApproval("gitlab", { world: note });
    const reads = api.requests.filter(({ path }) => path.includes("/files/"));
    expect(reads.map(({ query }) => query.get("ref"))).toEqual(["ba".repeat(20)]);
  });

  test("no member any more", async () => {
    const faults = [{ operation: "getApiV4ProjectsIdMembersAllUserId", status: 404 }];
    for (const means of ["comment", "environment"] as const)
      expect(await answerTo(means, { ...asked[means], faults })).toMatchObject(
        uncounted("the account is no member of the project"),
      );
  });

  test.each([
    ["turned down", { status: "rejected" }],
    ["without the phrase", { comment: "Looks good to me" }],
    ["without a word", { comment: null }],
  ])("a deployment, %s", async (_, over) => {
    expect((await answerTo("environment", deployment(over))).is).toBe("wanted");
  });

  test("the deployment of another pipeline", async () => {
    const elsewhere = {
      ...WAITING,
      id: 5,
      deployable: { ...WAITING.deployable, pipeline: { ...WAITING.deployable.pipeline, id: 999 } },
    };
    const world = both(deployment(), { getApiV4ProjectsIdDeployments: [elsewhere] });
    expect((await answerTo("environment", world)).is).toBe("wanted");
  });
});

test("a note that GitLab wrote itself is nobody's, and one of a deleted account is of nobody", async () => {
  const [one] = note.comments ?? [];
  if (!one) throw new Error("There is one.");
  expect((await answerTo("comment", { comments: [{ ...one, system: true }] })).is).toBe("wanted");
  expect(await answerTo("comment", { comments: [{ ...one, author: "ghost1" }] })).toMatchObject({
    reasons: ["An account that is gone approved it, which does not count: nobody can say who that was."],
  });
});

describe("what cannot be asked is not approved", () => {
  test.each([
    ["getApiV4ProjectsIdMergeRequestsMergeRequestIid", 500],
    ["getApiV4ProjectsIdMergeRequestsMergeRequestIidVersions", 403],
    ["getApiV4ProjectsIdMergeRequestsNoteableIdNotes", 401],
    ["graphql", 401],
    ["getApiV4UsersId", 403],
    ["getApiV4ProjectsIdRepositoryBranchesBranch", 404],
    ["getApiV4ProjectsIdRepositoryFilesFilePath", 403],
  ])("%s: %i", async (operation, status) => {
    expect(await answerTo("comment", { ...note, faults: [{ operation, status }] })).toMatchObject({
      is: "unknown",
      reason: expect.stringMatching(new RegExp(`^${status} `)),
    });
  });
});
