import type { Approval, Means } from "../../src/approval/approval.ts";
import { phraseOf } from "../../src/approval/phrase.ts";
import { approved } from "../../src/forge/approval/approved.ts";
import { gitHubWitness, type GitHubSubject } from "../../src/forge/approval/github-witness.ts";
import type { GitLabSubject } from "../../src/forge/approval/gitlab-subject.ts";
import { gitLabWitness } from "../../src/forge/approval/gitlab-witness.ts";
import { type ApiWorld, playApi, type PlayedApi } from "./api.ts";
import type { Forge } from "./api/operations.ts";
import { isRecord, overlay } from "./api/overlay.ts";

const BASE = "ba".repeat(20);
/** The newest commit of request 7, one that came after it, and the digests of two reports. */
export const [A1, A2] = ["a1".repeat(20), "a2".repeat(20)];
export const [D1, D2] = ["d1".repeat(32), "d2".repeat(32)];
export const PHRASE = phraseOf("cost", A1, D1);

export const ada = { id: 1, login: "ada", type: "User" };
export const bob = { id: 2, login: "bob", type: "User" };

const LABEL = {
  id: 1,
  node_id: "x",
  url: "https://example.com/",
  name: PHRASE,
  description: null,
  color: "",
  default: false,
};

/** A commit as GitHub tells it, by ada unless told. */
export function commit({ commit: said = {}, ...over }: Readonly<Record<string, unknown>> = {}): object {
  const by = { name: "Ada", email: "ada@example.com", date: "2026-11-30T09:00:00Z" };
  const own = overlay({ message: "x", author: by, committer: by }, said);
  return { sha: A1, author: ada, committer: ada, ...over, commit: own };
}

/** What is said at ten o'clock, of the label and the comment that approve. */
export const labeled = {
  event: "labeled",
  label: { name: PHRASE },
  actor: bob,
  created_at: at("10:00"),
  performed_via_github_app: null,
};
export const commented = {
  event: "commented",
  body: PHRASE,
  user: bob,
  actor: bob,
  created_at: at("10:00"),
  updated_at: at("10:00"),
};
export function at(time: string): string {
  return `2026-11-30T${time}:00Z`;
}

const WORLDS: Readonly<Record<Forge, ApiWorld>> = {
  github: {
    files: { ".github/CODEOWNERS": "* @ada\n/agent-ci.yaml @bob\n" },
    answers: {
      "pulls/get": { number: 7, head: { sha: A1 }, base: { ref: "main" }, user: ada, labels: [LABEL] },
      "git/get-ref": { object: { sha: BASE } },
      "repos/compare-commits-with-basehead": { commits: [commit()] },
      "repos/get-collaborator-permission-level": { permission: "write", role_name: "write", user: bob },
      "users/get-by-username": { ...bob, name: "Bob", email: "bob@example.com" },
      "repos/get-environment": {
        name: "agent-ci-cost",
        protection_rules: [
          { id: 1, node_id: "x", type: "required_reviewers", reviewers: [{ type: "User", reviewer: {} }] },
        ],
      },
    },
  },
  gitlab: {
    files: { CODEOWNERS: "* @ada\n/agent-ci.yaml @bob\n" },
    answers: {
      getApiV4ProjectsIdMergeRequestsMergeRequestIid: {
        iid: 7,
        sha: A1,
        target_branch: "main",
        author: { id: 1, username: "ada", name: "Ada", state: "active", web_url: "https://example.com/ada" },
      },
      getApiV4ProjectsIdMergeRequestsMergeRequestIidVersions: [version(A1, "2025-12-31T09:00:00Z")],
      getApiV4UsersId: {
        id: 2,
        username: "bob",
        name: "Bob",
        state: "active",
        bot: false,
        public_email: "bob@example.com",
      },
      getApiV4ProjectsIdMembersAllUserId: { id: 2, username: "bob", state: "active", access_level: 30 },
      getApiV4ProjectsIdRepositoryBranchesBranch: { name: "main", commit: { id: BASE } },
      getApiV4ProjectsIdDeployments: [],
      graphql: { data: { project: { mergeRequest: changeOf([noted()]) } } },
    },
  },
};

/** A version of a merge request: what its newest commit was from when on. */
export function version(head: string, createdAt: string): object {
  return {
    id: 1,
    head_commit_sha: head,
    base_commit_sha: BASE,
    start_commit_sha: BASE,
    created_at: createdAt,
    merge_request_id: 1,
    state: "collected",
  };
}

/** A commit as GitLab's GraphQL tells it, by ada unless told. */
export function noted(over: Readonly<Record<string, unknown>> = {}): object {
  const by = {
    authorName: "Ada",
    authorEmail: "ada@example.com",
    committerName: "Ada",
    committerEmail: "ada@example.com",
  };
  return { sha: A1, message: "x", ...by, author: { id: "gid://gitlab/User/1", username: "ada" }, ...over };
}

/** The commits of a merge request as GitLab's GraphQL tells them. */
export function changeOf(commits: readonly object[], over: Readonly<Record<string, unknown>> = {}): object {
  const all = { hasNextPage: false, endCursor: null };
  return {
    diffHeadSha: A1,
    commitCount: commits.length,
    committers: { nodes: [{ id: "gid://gitlab/User/1", username: "ada" }], pageInfo: all },
    commits: { nodes: commits, pageInfo: all },
    ...over,
  };
}

/** A forge on loopback in which bob may approve ada's change, with a world laid over it. */
export async function playApprovals(forge: Forge, world: ApiWorld = {}): Promise<PlayedApi> {
  const { answers = {}, ...known } = WORLDS[forge];
  return playApi(forge, { ...known, ...world, answers: laidOver(answers, world.answers ?? {}) });
}

interface Question {
  readonly means?: Means;
  readonly world?: ApiWorld;
  readonly head?: string;
  readonly digest?: string;
}

/** What is answered about the cost of request 7, with a world laid over the one in which bob may approve ada's change. */
export async function askApproval(
  forge: Forge,
  { means = "comment", world = {}, head = A1, digest = D1 }: Question = {},
): Promise<{ readonly approval: Approval; readonly api: PlayedApi }> {
  const api = await playApprovals(forge, world);
  const asked = { url: api.url, token: "t", environment: "agent-ci-cost", path: "agent-ci.yaml" };
  const witness =
    forge === "github"
      ? gitHubWitness({ ...asked, owner: "o", repo: "r", change: { number: 7 }, run: 1000 } satisfies GitHubSubject)
      : gitLabWitness({
          ...asked,
          project: "1",
          graphql: api.url.replace("/v4", "/graphql"),
          fullPath: "g/p",
          number: 7,
          pipeline: 1000,
        } satisfies GitLabSubject);
  const approval = await approved("cost", head, digest, { witness, means: [means], sleep: async () => {} });
  return { approval, api };
}

type Answers = NonNullable<ApiWorld["answers"]>;

/** Members of answers over those of others; a list takes the place of another. */
function laidOver(one: Answers, other: Answers): Answers {
  const merged: Record<string, object> = { ...one };
  for (const [name, told] of Object.entries(other)) {
    const whole = overlay(one[name], told);
    merged[name] = isRecord(whole) ? whole : told;
  }
  return merged;
}
