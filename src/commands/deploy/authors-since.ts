import type { Git } from "../../host/git/git.ts";
import { isShallow } from "../../host/git/remote.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { RolloutState } from "../../rollout/state.ts";

const CO_AUTHOR = /^co-authored-by:.*<([^<>]+)>\s*$/gim;
/**
 * The addresses that forges give their users, `7+ada@…` and `7-ada@…`: https://docs.github.com/account-and-profile,
 * https://docs.gitlab.com/user/profile/#use-an-automatically-generated-private-commit-email, read 2026-11-30.
 */
const NO_REPLY = /^(?:\d+[+-])?([^@]+)@users\.noreply\.[^@]+$/;

/**
 * Whoever wrote a commit of a rollout since the release that is stable, by their addresses and, where these tell it, by
 * their logins; in small letters. Where nothing was stable before, whoever wrote any.
 */
export async function authorsSince(
  git: Git,
  { history, commit }: Pick<RolloutState, "history" | "commit">,
): Promise<ReadonlySet<string>> {
  if (await isShallow(git))
    throw new UsageError(
      "Who wrote this change cannot be told: this clone is a shallow one. Fetch all of it: `fetch-depth: 0`, or git fetch --unshallow.",
    );
  const since = history.findLast(({ end }) => end === "Healthy")?.commit;
  const range = since === undefined ? commit : `${since}..${commit}`;
  const log = await git.run(["log", "--format=%ae%n%ce%n%B", "--end-of-options", range]);
  if (!log.ok) throw new UsageError(`Who wrote this change cannot be read: ${log.reason}. Fetch all of it.`);
  const addresses = log.output.split("\n").filter((line) => /^[^\s@]+@[^\s@]+$/.test(line));
  const others = [...log.output.matchAll(CO_AUTHOR)].map(([, address = ""]) => address);
  const all = [...addresses, ...others].map((address) => address.toLowerCase());
  return new Set(all.flatMap((address) => [address, NO_REPLY.exec(address)?.[1] ?? address]));
}
