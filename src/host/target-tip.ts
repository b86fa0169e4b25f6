import type { Git } from "./git.ts";
import { commitOf } from "./git.ts";
import type { PullRequest } from "./pipeline.ts";

export type Tip =
  | { readonly ok: true; readonly commit: string }
  | { readonly ok: false; readonly reason: string; readonly help: string };

const FETCHED = "refs/agent-ci/target";

/**
 * The tip of the branch that a pull request goes to, fetched now: what is checked out may hold an old one, or none.
 * `token` reads a private repository over HTTPS where the checkout kept no credentials.
 */
export async function fetchTargetTip(
  git: Git,
  { targetBranch, forge }: PullRequest,
  server: string | undefined,
  token: string | undefined,
): Promise<Tip> {
  const fetched = await git.run(
    [
      "fetch",
      "--depth=1",
      "--no-tags",
      "--no-recurse-submodules",
      "--quiet",
      "--end-of-options",
      "origin",
      `+refs/heads/${targetBranch}:${FETCHED}`,
    ],
    token && server ? authorization(server, token) : {},
  );
  if (fetched.ok) {
    const commit = await commitOf(git, FETCHED);
    if (commit !== undefined) return { ok: true, commit };
  }
  const reason = fetched.ok ? "the branch is not there" : fetched.reason;
  const known = await commitOf(git, `refs/remotes/origin/${targetBranch}`);
  if (known !== undefined) return { ok: true, commit: known };
  return { ok: false, reason, help: HELP[forge](targetBranch) };
}

const HELP = {
  github: (branch: string) =>
    `Give the action its \`github-token\`, or add a step before it: git fetch --depth=1 origin ${JSON.stringify(branch)}`,
  gitlab: (branch: string) => `Add to before_script: git fetch --depth=1 origin ${JSON.stringify(branch)}`,
} as const;

/** As actions/checkout does it, but in the environment of this one call. */
function authorization(server: string, token: string): Readonly<Record<string, string>> {
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server.replace(/\/$/, "")}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}
