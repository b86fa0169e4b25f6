import { getOctokit } from "@actions/github";
import { ForgeError, refusal } from "./forge-error.ts";

const TIMEOUT_MS = 30_000;
/** The most entries that a page of a list has. */
export const PAGE_OF_GITHUB = 100;

export interface GitHubProject {
  /** The API's address: GITHUB_API_URL. */
  readonly url: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
}

const timed = () => ({ request: { signal: AbortSignal.timeout(TIMEOUT_MS) } });

/** What calls to GitHub begin with. `project` is asked for each call: its time begins then. */
export function openGitHub({ url, owner, repo, token }: GitHubProject) {
  const { rest } = getOctokit(token, { baseUrl: url });
  return { rest, timed, project: () => ({ owner, repo, ...timed() }) };
}

/** Rejects with a ForgeError where the call did not do what was asked. */
export async function attempt<T>(answer: Promise<{ readonly data: T }>): Promise<T> {
  try {
    return (await answer).data;
  } catch (error) {
    throw translated(error);
  }
}

/** Octokit's RequestError by its shape: its class is none that @actions/github exports. */
function translated(error: unknown): ForgeError {
  const reason = error instanceof Error ? error.message : String(error);
  if (typeof error !== "object" || error === null || !("status" in error) || typeof error.status !== "number")
    return new ForgeError({ status: 0, reason, passing: true });
  const response = "response" in error && typeof error.response === "object" ? error.response : undefined;
  if (!response) return new ForgeError({ status: 0, reason, passing: true });
  return refusal(error.status, reason, headersOf(response));
}

function headersOf(response: object): Readonly<Record<string, string>> {
  if (!("headers" in response) || typeof response.headers !== "object" || response.headers === null) return {};
  return Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
}
