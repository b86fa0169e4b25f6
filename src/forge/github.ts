import type { ForgeComment, Forge } from "./forge.ts";
import { ForgeError } from "./forge-error.ts";
import { attempt, type GitHubProject, openGitHub, PAGE_OF_GITHUB } from "./github-call.ts";

/** From its refusal "Body is too long (maximum is 65536 characters)". */
const LIMIT = 65_536;
/** Whose comments those of a workflow's own token are. */
const WORKFLOW = "github-actions[bot]";

interface Commented extends GitHubProject {
  /** Who the token writes as, where it is a GitHub App's that is not the workflow's own: it cannot be asked. */
  readonly author?: string;
}

export function gitHubForge({ author, ...at }: Commented): Forge {
  const { rest, project } = openGitHub(at);
  return {
    name: "GitHub",
    limit: LIMIT,
    permission: "Give the job `permissions: pull-requests: write`.",
    author: async () => {
      if (author !== undefined) return author;
      try {
        return (await attempt(rest.users.getAuthenticated({ request: project().request }))).login;
      } catch (error) {
        if (error instanceof ForgeError && error.facts.status === 403 && !error.facts.passing) return WORKFLOW;
        throw error;
      }
    },
    head: async (number) => {
      const { head, merge_commit_sha: merge } = await attempt(rest.pulls.get({ ...project(), pull_number: number }));
      return { commit: head.sha, ...(merge && { merge }) };
    },
    comments: async (number, page) => {
      const found = await attempt(
        rest.issues.listComments({ ...project(), issue_number: number, per_page: PAGE_OF_GITHUB, page }),
      );
      return { comments: found.map(commentOf), last: found.length < PAGE_OF_GITHUB };
    },
    create: async (number, body) =>
      commentOf(await attempt(rest.issues.createComment({ ...project(), issue_number: number, body }))),
    update: async (_, id, body) => {
      await attempt(rest.issues.updateComment({ ...project(), comment_id: id, body }));
    },
    remove: async (_, id) => {
      await attempt(rest.issues.deleteComment({ ...project(), comment_id: id }));
    },
    requestsOf: async (branch) => {
      const head = `${branch.owner}:${branch.name}`;
      const found = await attempt(rest.pulls.list({ ...project(), state: "open", head, per_page: PAGE_OF_GITHUB }));
      return found.map((one) => ({
        number: one.number,
        commit: one.head.sha,
        repository: deletable(one.head.repo)?.full_name ?? "",
      }));
    },
    parents: async (commit) => {
      try {
        const found = await attempt(rest.git.getCommit({ ...project(), commit_sha: commit }));
        return found.parents.map(({ sha }) => sha);
      } catch (error) {
        if (error instanceof ForgeError && !error.facts.passing) return [];
        throw error;
      }
    },
  };
}

/** A fork may be gone, which the description of the API does not know. */
const deletable = <T>(repository: T): T | null => repository;

function commentOf(one: {
  readonly id: number;
  readonly body?: string | undefined;
  readonly user: { readonly login: string } | null;
}): ForgeComment {
  return { id: one.id, author: one.user?.login ?? "", body: one.body ?? "" };
}
