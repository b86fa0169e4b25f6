import { UsageError } from "../../model/usage-error.ts";
import { commitOf, type Git } from "../git/git.ts";
import { FETCH, isShallow, RECEIVE_PACK, UPLOAD_PACK, withoutCredentials } from "../git/remote.ts";
import type { StateRef } from "./state-ref.ts";

/** Where the branch lies, and what opens it: variables for git's own environment. */
export interface RemoteOf {
  readonly address: string;
  readonly credentials: Readonly<Record<string, string | undefined>>;
}

/** Commits that a shallow clone gets. More than that may follow a checkpoint only where the history is whole. */
const DEPTH = 400;
/** Where it was when it was last read here. */
const KNOWN = "refs/agent-ci/state/known";
const PUSH = ["--quiet", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no", RECEIVE_PACK];

/** The branch at a remote: the push names what it replaces, and the other side compares. */
export function remoteRef(git: Git, branch: string, { address, credentials }: RemoteOf): StateRef {
  const ref = `refs/heads/${branch}`;
  const name = `${branch} at ${withoutCredentials(address)}`;
  const failed = (what: string, reason: string, help: string): UsageError =>
    new UsageError(`${name} cannot be ${what}: ${reason.replaceAll(address, withoutCredentials(address))}\n${help}`);

  const listed = async (): Promise<string | null> => {
    const asked = await git.run(["ls-remote", UPLOAD_PACK, "--end-of-options", address, ref], credentials);
    if (!asked.ok) throw failed("read", asked.reason, READ);
    const line = asked.output.split("\n").find((one) => one.endsWith(`\t${ref}`));
    return line?.split("\t", 1)[0] ?? null;
  };
  const fetch = async (): Promise<void> => {
    const depth = (await isShallow(git)) ? [`--depth=${DEPTH}`] : [];
    const done = await git.run(["fetch", ...depth, ...FETCH, "--end-of-options", address, ref], credentials);
    if (!done.ok) throw failed("read", done.reason, READ);
  };
  return {
    name,
    tip: async () => {
      const tip = await listed();
      if (tip === null || (await commitOf(git, tip)) !== undefined) return tip;
      await fetch();
      if ((await commitOf(git, tip)) !== undefined) return tip;
      throw failed("read", `its tip ${tip} was not sent`, READ);
    },
    doubt: async (tip) => {
      const known = await commitOf(git, KNOWN);
      if (known !== undefined && known !== tip && !(await isShallow(git))) {
        const grown = await git.run(["merge-base", "--is-ancestor", known, tip]);
        if (!grown.ok)
          return `the branch was put back from ${known.slice(0, 12)}; if that was you: git update-ref -d ${KNOWN}`;
      }
      await git.run(["update-ref", "--no-deref", KNOWN, tip]);
      return undefined;
    },
    move: async (before, after) => {
      const pushed = await git.run(
        ["push", ...PUSH, `--force-with-lease=${ref}:${before ?? ""}`, "--end-of-options", address, `${after}:${ref}`],
        credentials,
      );
      if (pushed.ok) return "written";
      // What git says of it differs by versions and servers: where the branch is now is a fact.
      const now = await listed();
      if (now === after) return "written";
      if (now !== before) return "lost";
      throw failed("written", pushed.reason, WRITE);
    },
  };
}

const READ =
  "Look whether the address is right. To read or write it over HTTPS may need an access token in AGENT_CI_STATE_TOKEN.";
const WRITE =
  "Look whether this job may push to it: `contents: write` on GitHub. Else give an access token in AGENT_CI_STATE_TOKEN, such as that of `gh auth token`.";
