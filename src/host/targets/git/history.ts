import { UsageError } from "../../../model/usage-error.ts";
import type { Digest } from "../../../rollout/plan.ts";
import type { Git } from "../../git/git.ts";
import type { StateRef } from "../../state/state-ref.ts";
import type { StoredRelease } from "../target.ts";
import { commitTree, treeIdOf } from "./objects.ts";

/** The branch on which all releases lie one behind the other, and what was said of them. */
export interface ReleaseHistory {
  readonly tip: string | null;
  /** The commits of releases, the newest of each. */
  readonly releases: ReadonlyMap<Digest, StoredRelease & { readonly commit: string }>;
  readonly bad: Readonly<Record<Digest, string>>;
}
type Word = "Release" | "Bad" | "Return";

/** Older ones are no way back any more. */
const MOST_COMMITS = 5000;
/** Somebody else may be first that often. */
const MOST_TRIES = 5;
const SUBJECT = /^(Release|Bad|Return) (sha256:[0-9a-f]{64})$/;

export async function readHistory(git: Git, branch: StateRef): Promise<ReleaseHistory> {
  const tip = await branch.tip();
  const releases = new Map<Digest, StoredRelease & { readonly commit: string }>();
  const bad = new Map<Digest, string | null>();
  if (tip === null) return { tip, releases, bad: {} };
  const log = ["log", "-z", "--first-parent", `--max-count=${MOST_COMMITS}`, "--format=%H%n%ct%n%B"];
  const listed = await git.run([...log, "--end-of-options", tip]);
  if (!listed.ok) throw new UsageError(`${branch.name} cannot be read: ${listed.reason}`);
  for (const record of listed.output.split("\0")) {
    const [commit = "", seconds = "", subject = "", , ...why] = record.split("\n");
    const [, word, digest] = SUBJECT.exec(subject) ?? [];
    if (digest === undefined) continue;
    if (word === "Release" && !releases.has(digest))
      releases.set(digest, { digest, commit, placedAt: Number(seconds) * 1000 });
    if (word !== "Release" && !bad.has(digest)) bad.set(digest, word === "Bad" ? why.join("\n").trim() : null);
  }
  return { tip, releases, bad: Object.fromEntries([...bad].filter((one): one is [Digest, string] => one[1] !== null)) };
}

/**
 * Says something of a release on top of what was said before, by compare-and-swap. `needed`: asked again whenever
 * somebody else was first, who may have said the same.
 */
export async function sayOfRelease(
  git: Git,
  branch: StateRef,
  said: { readonly word: Word; readonly digest: Digest; readonly why?: string; readonly tree?: string },
  needed: (history: ReleaseHistory) => boolean,
): Promise<void> {
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const history = await readHistory(git, branch);
    if (!needed(history)) return;
    const tree = said.tree ?? (history.tip === null ? undefined : await treeIdOf(git, history.tip));
    if (tree === undefined) throw new UsageError(`${branch.name} has no release yet, of which anything could be said.`);
    const message = `${said.word} ${said.digest}${said.why === undefined ? "" : `\n\n${said.why}`}`;
    const commit = await commitTree(git, tree, history.tip, message);
    if ((await branch.move(history.tip, commit)) === "written") return;
  }
  throw new UsageError(`${branch.name} was written by somebody else ${MOST_TRIES} times meanwhile. Run this again.`);
}
