import { shellWord } from "../../model/shell-word.ts";
import { commitOf, type Git } from "./git.ts";
import type { PullRequest } from "../pipeline/pipeline.ts";
import { addressOfOrigin, authorization, FETCH, isShallow, UPLOAD_PACK } from "./remote.ts";

export type Tip =
  | { readonly ok: true; readonly commit: string }
  | { readonly ok: false; readonly reason: string; readonly help: string };

type Env = Readonly<Record<string, string | undefined>>;
type Fetched = { readonly ok: true; readonly commit: string } | { readonly ok: false; readonly reason: string };

const FETCHED = "refs/agent-ci/target";

/**
 * The tip of the branch that a pull request goes to, fetched now: what is checked out may hold an old one, or none.
 * `token` reads a private repository over HTTPS where the checkout kept no credentials.
 */
export async function fetchTargetTip(
  git: Git,
  { targetBranch, forge, remote }: PullRequest,
  env: Env,
  token: string | undefined,
): Promise<Tip> {
  const address = remote ?? (await addressOfOrigin(git));
  const credentials = authorization(env, forge, token);
  const fetched = await fetchTip(git, address, `refs/heads/${targetBranch}`, credentials);
  if (fetched.ok) return fetched;
  const known = remote === undefined && (await commitOf(git, `refs/remotes/origin/${targetBranch}`));
  return known ? { ok: true, commit: known } : { ...fetched, help: HELP[forge](targetBranch, remote) };
}

/**
 * Brings one commit with its files, and without its history,
 * into a shallow clone that lacks it; false where that fails.
 */
export async function fetchCommit(
  git: Git,
  { forge, remote }: PullRequest,
  env: Env,
  token: string | undefined,
  commit: string,
): Promise<boolean> {
  const address = remote ?? (await addressOfOrigin(git));
  if (address === undefined || !(await isShallow(git))) return false;
  const refspec = `+${commit}:refs/agent-ci/base`;
  const fetched = await git.run(
    ["fetch", "--depth=1", ...FETCH, "--end-of-options", address, refspec],
    authorization(env, forge, token),
  );
  return fetched.ok && (await commitOf(git, commit)) !== undefined;
}

async function fetchTip(git: Git, address: string | undefined, branch: string, credentials: Env): Promise<Fetched> {
  if (address === undefined) return { ok: false, reason: "the repository has no remote called origin" };
  const shallow = await isShallow(git);
  if (shallow) {
    // To fetch with a depth what is there already would cut its history off for every later step.
    const listed = await git.run(["ls-remote", UPLOAD_PACK, "--end-of-options", address, branch], credentials);
    if (!listed.ok) return listed;
    const line = listed.output.split("\n").find((one) => one.endsWith(`\t${branch}`));
    const here = line && (await commitOf(git, line.slice(0, line.indexOf("\t"))));
    if (here) return { ok: true, commit: here };
  }
  const fetched = await git.run(
    ["fetch", ...(shallow ? ["--depth=1"] : []), ...FETCH, "--end-of-options", address, `+${branch}:${FETCHED}`],
    credentials,
  );
  if (!fetched.ok) return fetched;
  const commit = await commitOf(git, FETCHED);
  return commit === undefined ? { ok: false, reason: "the branch is not there" } : { ok: true, commit };
}

const HELP = {
  github: (branch: string) =>
    `Check out with \`fetch-depth: 0\`, give the action its \`github-token\` where it takes one, or add a step before it: git fetch --depth=1 origin ${shellWord(branch)}`,
  gitlab: (branch: string, remote?: string) =>
    remote === undefined
      ? `Add to before_script: git fetch --depth=1 origin ${shellWord(branch)}`
      : `Run the pipeline in the target project, or let this project's job token read ${remote}`,
} as const;
