import { memberAt } from "../host/pipeline/event.ts";
import { ForgeError, refusal } from "./forge-error.ts";

const TIMEOUT_MS = 30_000;

export interface GitLabProject {
  /** The API's address: CI_API_V4_URL. */
  readonly url: string;
  /** Its id, or its path. */
  readonly project: string;
  readonly token: string;
}

/** Where the calls of a project begin. */
export const projectPath = ({ project: id }: GitLabProject): string => `/projects/${encodeURIComponent(id)}`;

/** Rejects with a ForgeError where the call did not do what was asked; undefined where the answer is empty. */
export async function askGitLab(
  { url, token }: GitLabProject,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
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

/** The text at the end of a path of keys. Throws a ForgeError where it is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = memberAt(value, ...keys);
  if (typeof found !== "string") throw unexpected(`an answer has no ${keys.join(".")}`);
  return found;
}

export const unexpected = (reason: string): ForgeError =>
  new ForgeError({ status: 0, reason, passing: false, help: "Is CI_API_V4_URL the address of GitLab's REST API?" });
