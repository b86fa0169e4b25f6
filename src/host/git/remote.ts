import type { PullRequest } from "../pipeline/pipeline.ts";
import type { Git } from "./git.ts";

type Env = Readonly<Record<string, string | undefined>>;

export const UPLOAD_PACK = "--upload-pack=git-upload-pack";
export const RECEIVE_PACK = "--receive-pack=git-receive-pack";
/** Of a fetch that brings what it is asked for and nothing else. */
export const FETCH = ["--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--quiet", UPLOAD_PACK];

/**
 * Its address is fetched from and not its name: what the repository's configuration says of `origin` may name a program
 * (`remote.origin.uploadpack`, `remote.origin.vcs`).
 */
export async function addressOfOrigin(git: Git): Promise<string | undefined> {
  const result = await git.run(["config", "--get", "remote.origin.url"]);
  return result.ok ? result.output.trim() : undefined;
}

export async function isShallow(git: Git): Promise<boolean> {
  const result = await git.run(["rev-parse", "--is-shallow-repository"]);
  return result.ok && result.output.trim() === "true";
}

type Access = readonly [server: string | undefined, user: string, token: string | undefined];

const ACCESS = {
  github: (env, token): Access => [env["GITHUB_SERVER_URL"], "x-access-token", token],
  // A runner may keep the token out of the remote's address, in a credential helper; git asks none here.
  // https://docs.gitlab.com/ci/jobs/ci_job_token/, read 2026-11-21.
  gitlab: (env): Access => [env["CI_SERVER_URL"], "gitlab-ci-token", env["CI_JOB_TOKEN"]],
} as const satisfies Record<PullRequest["forge"], (env: Env, token: string | undefined) => Access>;

/**
 * As actions/checkout does it, but in the environment of these calls alone, behind what is configured there already.
 * The empty value takes away the header that the checkout may have kept: a server refuses two.
 */
export function authorization(env: Env, forge: PullRequest["forge"], given: string | undefined): Env {
  const [server, user, token] = ACCESS[forge](env, given);
  return server && token ? header(env, server, user, token) : {};
}

/**
 * The same for a token that opens an address over HTTP, wherever this runs: git's own helpers for that are programs,
 * which are not started. Both forges take any name beside an access token.
 */
export function authorizationAt(env: Env, address: string, token: string): Env {
  const [server] = /^https?:\/\/[^/]+/.exec(withoutCredentials(address)) ?? [];
  return server === undefined ? {} : header(env, server, "x-access-token", token);
}

function header(env: Env, server: string, user: string, token: string): Env {
  const count = Number(env["GIT_CONFIG_COUNT"] ?? 0);
  const key = `http.${server.replace(/\/$/, "")}/.extraheader`;
  return {
    GIT_CONFIG_COUNT: String(count + 2),
    [`GIT_CONFIG_KEY_${count}`]: key,
    [`GIT_CONFIG_VALUE_${count}`]: "",
    [`GIT_CONFIG_KEY_${count + 1}`]: key,
    [`GIT_CONFIG_VALUE_${count + 1}`]: `AUTHORIZATION: basic ${Buffer.from(`${user}:${token}`).toString("base64")}`,
  };
}

/** An address without the name and password that it may hold. */
export const withoutCredentials = (address: string): string => address.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
