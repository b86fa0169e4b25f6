import { memberAt } from "../host/pipeline/event.ts";
import type { ForgeComment, Forge } from "./forge.ts";
import { ForgeError, refusal } from "./forge-error.ts";

/** https://docs.gitlab.com/api/notes/, read 2026-11-21. */
const LIMIT = 1_000_000;
/** Not 100: each of the notes may hold a million characters. */
const PAGE = 20;
const TIMEOUT_MS = 30_000;

export interface GitLabProject {
  /** The API's address: CI_API_V4_URL. */
  readonly url: string;
  /** Its id, or its path. */
  readonly project: string;
  readonly token: string;
}

export function gitLabForge(at: GitLabProject): Forge {
  const notes = (number: number): string => `${project(at)}/merge_requests/${number}/notes`;
  return {
    name: "GitLab",
    limit: LIMIT,
    permission: "Use the token of a project, group or person with the role Reporter or higher and the scope `api`.",
    author: async () => text(await ask(at, "GET", "/user"), "username"),
    head: async (number) => {
      const request = await ask(at, "GET", `${project(at)}/merge_requests/${number}`);
      // One that was just opened has none yet.
      return { commit: memberAt(request, "sha") === null ? "" : text(request, "sha") };
    },
    comments: async (number, page) => {
      const query = `?sort=asc&order_by=created_at&per_page=${PAGE}&page=${page}`;
      const found = await ask(at, "GET", notes(number) + query);
      if (!Array.isArray(found)) throw unexpected("the notes are no list");
      const written = found.filter((note) => memberAt(note, "system") !== true);
      return { comments: written.map(commentOf), last: found.length < PAGE };
    },
    create: async (number, body) => commentOf(await ask(at, "POST", notes(number), { body })),
    update: async (number, id, body) => {
      await ask(at, "PUT", `${notes(number)}/${id}`, { body });
    },
    remove: async (number, id) => {
      await ask(at, "DELETE", `${notes(number)}/${id}`);
    },
    // A merge request's pipeline knows its merge request, and its commit: nothing has to be looked up.
    requestsOf: async () => [],
    parents: async () => [],
  };
}

const project = ({ project: id }: GitLabProject): string => `/projects/${encodeURIComponent(id)}`;

async function ask({ url, token }: GitLabProject, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(url.replace(/\/$/, "") + path, {
    method,
    headers: { "private-token": token, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
    // Followed, a redirect would take the token along to wherever it leads.
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new ForgeError({ status: 0, reason: describe(error), passing: true });
  });
  const answer = await response.text().catch(() => "");
  if (!response.ok) throw refusal(response.status, reasonOf(response, answer), Object.fromEntries(response.headers));
  try {
    return answer === "" ? undefined : JSON.parse(answer);
  } catch {
    throw unexpected(`${method} ${path} answered something that is no JSON`);
  }
}

/** `fetch failed` says nothing; its cause does. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

function reasonOf(response: Response, answer: string): string {
  const target = response.headers.get("location");
  if (target !== null) return `redirected to ${target}; let CI_API_V4_URL be the address that it leads to`;
  try {
    const parsed: unknown = JSON.parse(answer);
    const reason = memberAt(parsed, "message") ?? memberAt(parsed, "error_description") ?? memberAt(parsed, "error");
    if (reason !== undefined) return typeof reason === "string" ? reason : JSON.stringify(reason);
  } catch {
    // a proxy's page in HTML says less than the status
  }
  return response.statusText;
}

function commentOf(note: unknown): ForgeComment {
  const id = memberAt(note, "id");
  if (typeof id !== "number") throw unexpected("a note has no id");
  return { id, author: text(note, "author", "username"), body: text(note, "body") };
}

function text(value: unknown, ...keys: readonly string[]): string {
  const found = memberAt(value, ...keys);
  if (typeof found !== "string") throw unexpected(`an answer has no ${keys.join(".")}`);
  return found;
}

const unexpected = (reason: string): ForgeError =>
  new ForgeError({ status: 0, reason, passing: false, help: "Is CI_API_V4_URL the address of GitLab's REST API?" });
