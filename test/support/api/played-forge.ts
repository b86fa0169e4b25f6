import type { Answer, RecordedRequest } from "../loopback.ts";
import type { Comments } from "./comments.ts";
import type { Deployments } from "./deployments.ts";

export interface Call {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The address asked, without its query, for links to other pages. */
  readonly address: string;
}

export interface World {
  readonly comments: Comments;
  readonly deployments: Deployments;
  /** Who the token belongs to. */
  readonly identity: string;
  /** The smallest answer of an operation with these members laid over it. */
  readonly answer: (id: string, members: object) => unknown;
  /** The smallest value of a schema by its name, with these members laid over it. */
  readonly fill: (schema: string, members: object) => unknown;
  /** The texts of the target branch, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The timeline of each request, oldest first, as partly as the test tells it. */
  readonly timeline: readonly Readonly<Record<string, unknown>>[];
}

/** What is particular to one forge. */
export interface PlayedForge {
  /** Where the API starts on the server. */
  readonly root: string;
  /** The answer to a request that does not say who asks. */
  readonly authenticate: (request: RecordedRequest) => Answer | undefined;
  readonly error: (status: number, message?: string) => Answer;
  /** For the operations that need more than their smallest answer. */
  readonly calls: Readonly<Record<string, (call: Call, world: World) => Answer>>;
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  422: "Validation Failed",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

export function defaultMessage(status: number): string {
  return MESSAGES[status] ?? "Error";
}

/** One page of a list, and where the others are; sizes as the query asks, within the forge's own limits. */
export function paginate<T>(
  list: readonly T[],
  query: URLSearchParams,
  size: number,
): { readonly items: readonly T[]; readonly page: number; readonly pages: number; readonly size: number } {
  const perPage = Math.min(Number(query.get("per_page") ?? size), 100);
  const page = Number(query.get("page") ?? 1);
  const items = list.slice((page - 1) * perPage, page * perPage);
  return { items, page, pages: Math.max(1, Math.ceil(list.length / perPage)), size: perPage };
}
