import type { Author } from "../../approval/approval.ts";
import { coAuthors } from "../../approval/co-authors.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { ForgeError } from "../forge-error.ts";
import { askGitLab, textAt } from "../gitlab-call.ts";
import type { GitLabSubject } from "./gitlab-subject.ts";
import { MOST_PAGES } from "./reading.ts";

const QUERY = `query ($project: ID!, $request: String!, $after: String) {
  project(fullPath: $project) {
    mergeRequest(iid: $request) {
      diffHeadSha
      commitCount
      committers(first: 100) { nodes { id username } pageInfo { hasNextPage } }
      commits(first: 100, after: $after) {
        nodes { sha message authorName authorEmail committerName committerEmail author { id username } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/**
 * Whoever wrote a commit of a merge request. GitLab says to which account the address of an author belongs, and of
 * committers the accounts without the commits: one whose address is no author's is nobody.
 */
export async function gitLabAuthors(at: GitLabSubject, head: string): Promise<readonly Author[]> {
  const commits: unknown[] = [];
  let after: unknown = null;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const variables = { project: at.fullPath, request: `${at.number}`, after };
    const answer = await askGitLab({ ...at, url: at.graphql }, "POST", "", { query: QUERY, variables });
    const request = memberAt(answer, "data", "project", "mergeRequest");
    const [nodes, all] = [memberAt(request, "commits", "nodes"), memberAt(request, "committers", "nodes")];
    if (!Array.isArray(nodes) || !Array.isArray(all) || memberAt(request, "diffHeadSha") !== head) break;
    commits.push(...nodes);
    after = memberAt(request, "commits", "pageInfo", "endCursor");
    if (memberAt(request, "commits", "pageInfo", "hasNextPage") === true) continue;
    const isWhole =
      commits.length === memberAt(request, "commitCount") &&
      memberAt(request, "committers", "pageInfo", "hasNextPage") === false;
    if (!isWhole) break;
    return [...all.map((one): Author => ({ commit: head, as: "committer", ...accountOf(one) })), ...authorsOf(commits)];
  }
  throw new ForgeError({ status: 0, reason: "the commits of the change cannot all be read", passing: false });
}

function authorsOf(commits: readonly unknown[]): readonly Author[] {
  const accounts = new Map(
    commits.map((one) => [addressOf(one, "authorEmail"), accountOf(memberAt(one, "author"))] as const),
  );
  accounts.delete("");
  return commits.flatMap((one) => {
    const commit = textAt(one, "sha");
    const message = memberAt(one, "message");
    const written = (as: "author" | "committer"): Author => {
      const [name, email] = [memberAt(one, `${as}Name`), addressOf(one, `${as}Email`)];
      return { commit, as, email, ...(typeof name === "string" && { name }), ...accounts.get(email) };
    };
    return [written("author"), written("committer"), ...coAuthors(commit, typeof message === "string" ? message : "")];
  });
}

function addressOf(commit: unknown, key: string): string {
  const address = memberAt(commit, key);
  return typeof address === "string" ? address.toLowerCase() : "";
}

/** `gid://gitlab/User/7`. */
function accountOf(user: unknown): Pick<Author, "account"> {
  const [gid, login] = [memberAt(user, "id"), memberAt(user, "username")];
  const id = typeof gid === "string" ? Number(/\/User\/(\d{1,15})$/.exec(gid)?.[1] ?? NaN) : NaN;
  return Number.isSafeInteger(id) && typeof login === "string" ? { account: { id, login } } : {};
}
