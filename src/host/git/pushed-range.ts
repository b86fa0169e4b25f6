import { UsageError } from "../../model/usage-error.ts";
import { type CommitRange, reaching, tagsNamed } from "./commit-range.ts";
import { commitOf, type Git } from "./git.ts";
import { readSizes, readTypes } from "./read-blobs.ts";

interface Told {
  /**
   * As git gives them to the hook, one for each branch or tag.
   * https://git-scm.com/docs/githooks#_pre_push, read 2026-11-26.
   */
  readonly lines: readonly string[];
  readonly remote?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
interface Ends {
  /** What the remote is to have: commits, and what names stand for besides. */
  readonly tips: readonly string[];
  /** What it says that it has. */
  readonly known: readonly string[];
  readonly remote?: string;
}
/** What is new in a push. */
export interface PushedRange extends CommitRange {
  /** The remote, where nothing of it was ever fetched: a fork may have all of this. */
  readonly unfetched?: string;
}
const LINE = /^\S+ ([0-9a-f]{40,64}) \S+ ([0-9a-f]{40,64})$/;
const isNone = (id: string): boolean => /^0+$/.test(id);

/**
 * The commits of a push that the remote does not have, as far as this repository knows: neither what it has in these
 * branches now nor what it was last seen to have. Undefined where there are none.
 * Throws UsageError where nobody can tell.
 */
export async function pushedRange(openGit: () => Git, given: Told): Promise<PushedRange | undefined> {
  if (given.lines.length === 0 && given.env["PRE_COMMIT"] !== "1") return undefined;
  const ends = given.lines.length > 0 ? ofGit(given) : undefined;
  if (ends?.tips.length === 0) return undefined; // all that is pushed is removed
  const git = openGit();
  const { tips, known, remote } = ends ?? (await ofPreCommit(git, given));
  if (tips.length === 0) return undefined;
  // Somebody else may have pushed what was not fetched yet: git refuses that push, or was told to force it.
  const told = new Set(known);
  const here = readSizes(git, known).flatMap(([id]) => (told.has(id) ? id : []));
  const seen = remote !== undefined && /^[\w./@-]+$/.test(remote) ? ["--not", `--remotes=${remote}`] : [];
  const revisions = [...tips, ...here.map((id) => `^${id}`), ...seen];
  const first = await git.run(["rev-list", "--max-count=1", ...revisions]);
  const names = readTypes(git, tips).flatMap(([id, type]) => (type === "commit" ? [] : id));
  if (first.ok && first.output === "" && names.length === 0) return undefined;
  const unfetched = remote !== undefined && (await isUnfetched(git, remote)) ? remote : undefined;
  const ranged = await reaching(git, { asked: "push", revisions, names }, undefined);
  if (ranged.ok) return { ...ranged.range, ...(unfetched !== undefined && { unfetched }) };
  const help = unfetched === undefined ? ranged.help : `${toFetchFirst(unfetched)} ${ranged.help}`;
  throw new UsageError(`What is pushed cannot be searched: ${ranged.reason}.\n${help}`);
}

/** What brings what a remote has: git remembers nothing of a push that was refused. */
export const toFetchFirst = (remote: string): string =>
  `Nothing of "${remote}" was ever fetched here. If it has those commits already, as a fork has, say so to git first: git fetch ${remote}`;

/** Whether git knows other remotes and nothing of this one. An address is none: git remembers nothing of it. */
async function isUnfetched(git: Git, remote: string): Promise<boolean> {
  if (!/^\w[\w.-]*$/.test(remote)) return false;
  const refs = async (below: string): Promise<boolean> => {
    const listed = await git.run(["for-each-ref", "--count=1", "--format=%(refname)", below]);
    return listed.ok && listed.output !== "";
  };
  return !(await refs(`refs/remotes/${remote}/`)) && (await refs("refs/remotes/"));
}

function ofGit({ lines, remote }: Told): Ends {
  const ids = lines.map((line) => {
    const [, local, theirs] = LINE.exec(line.trim()) ?? [];
    if (local !== undefined && theirs !== undefined) return { local, theirs };
    throw new UsageError(`"${line}" is no line that git gives to a pre-push hook.`);
  });
  const pushed = ids.filter(({ local }) => !isNone(local));
  return {
    tips: [...new Set(pushed.map(({ local }) => local))],
    known: [...new Set(ids.map(({ theirs }) => theirs))].filter((id) => !isNone(id)),
    ...(remote !== undefined && { remote }),
  };
}

/**
 * The program pre-commit reads git's lines itself, and says in variables what it made of the first that pushes
 * anything; of a branch that the remote has nothing of, its name alone.
 * https://pre-commit.com/#pre-commit-during-push, read 2026-11-26.
 */
async function ofPreCommit(git: Git, { env }: Told): Promise<Ends> {
  const remote = env["PRE_COMMIT_REMOTE_NAME"];
  const name = env["PRE_COMMIT_TO_REF"] ?? env["PRE_COMMIT_LOCAL_BRANCH"];
  if (name === undefined) return { tips: [], known: [] }; // `pre-commit run --all-files`: nothing is pushed
  const tip = await commitOf(git, name);
  if (tip === undefined) throw new UsageError(`pre-commit says that "${name}" is pushed, and it is no commit here.`);
  const from = env["PRE_COMMIT_FROM_REF"];
  return {
    tips: [tip, ...(await tagsNamed(git, name))],
    known: from === undefined ? [] : [from],
    ...(remote !== undefined && { remote }),
  };
}
