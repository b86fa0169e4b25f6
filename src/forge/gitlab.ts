import { memberAt } from "../host/pipeline/event.ts";
import type { ForgeComment, Forge } from "./forge.ts";
import { askGitLab, type GitLabProject, projectPath, textAt, unexpected } from "./gitlab-call.ts";

/** https://docs.gitlab.com/api/notes/, read 2026-11-21. */
const LIMIT = 1_000_000;
/** Not 100: each of the notes may hold a million characters. */
const PAGE = 20;

export function gitLabForge(at: GitLabProject): Forge {
  const notes = (number: number): string => `${projectPath(at)}/merge_requests/${number}/notes`;
  return {
    name: "GitLab",
    limit: LIMIT,
    permission: "Use the token of a project, group or person with the role Reporter or higher and the scope `api`.",
    author: async () => textAt(await askGitLab(at, "GET", "/user"), "username"),
    head: async (number) => {
      const request = await askGitLab(at, "GET", `${projectPath(at)}/merge_requests/${number}`);
      // One that was just opened has none yet.
      return { commit: memberAt(request, "sha") === null ? "" : textAt(request, "sha") };
    },
    comments: async (number, page) => {
      const query = `?sort=asc&order_by=created_at&per_page=${PAGE}&page=${page}`;
      const found = await askGitLab(at, "GET", notes(number) + query);
      if (!Array.isArray(found)) throw unexpected("the notes are no list");
      const written = found.filter((note) => memberAt(note, "system") !== true);
      return { comments: written.map(commentOf), last: found.length < PAGE };
    },
    create: async (number, body) => commentOf(await askGitLab(at, "POST", notes(number), { body })),
    update: async (number, id, body) => {
      await askGitLab(at, "PUT", `${notes(number)}/${id}`, { body });
    },
    remove: async (number, id) => {
      await askGitLab(at, "DELETE", `${notes(number)}/${id}`);
    },
    // A merge request's pipeline knows its merge request, and its commit: nothing has to be looked up.
    requestsOf: async () => [],
    parents: async () => [],
  };
}

function commentOf(note: unknown): ForgeComment {
  const id = memberAt(note, "id");
  if (typeof id !== "number") throw unexpected("a note has no id");
  return { id, author: textAt(note, "author", "username"), body: textAt(note, "body") };
}
