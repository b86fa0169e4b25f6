import { commitOf, type Git } from "./git.ts";
import { noCommit } from "./no-commit.ts";
import { isShallow } from "./remote.ts";
import { toFetch } from "./to-fetch.ts";

/** Commits of a repository, looked up: no word of whoever named them is left in it. */
export interface CommitRange {
  /** `request`, `all`, or such as `main..topic`: how whoever asked for it knows it. For people, unescaped. */
  readonly asked: string;
  /**
   * Arguments of `git log` and `git rev-list`, without any blank: ids, with `^` before those that are left out together
   * with their ancestors and `^!` behind one that is meant alone, and options of our own.
   */
  readonly revisions: readonly string[];
  /** Ids of what its names stand for where that is no commit, but a tag with a text of its own, or a file. */
  readonly names: readonly string[];
}
export type Ranged =
  | { readonly ok: true; readonly range: CommitRange }
  | { readonly ok: false; readonly reason: string; readonly help: string };

type Forge = Parameters<typeof toFetch>[0];

/** `all`, `A..B`, `A...B`, or one commit, as git knows them; an end that is left out is HEAD. */
export async function namedRange(git: Git, asked: string, forge: Forge): Promise<Ranged> {
  if (asked === "all")
    return reaching(git, { asked, revisions: ["--all"], names: await namesBesideCommits(git) }, forge);
  const [, from = asked, dots, to = ""] = /^(.*?)(\.{2,3})(.*)$/s.exec(asked) ?? [];
  if (dots === undefined) {
    const commit = await lookUp(git, from);
    if (commit === undefined) return unknown(git, from, forge);
    return reaching(git, { asked, revisions: [`${commit}^!`], names: await tagsNamed(git, from) }, forge);
  }
  if (from === "" && to === "") return unknown(git, asked, forge);
  const [left, right] = [await lookUp(git, from || "HEAD"), await lookUp(git, to || "HEAD")];
  if (left === undefined || right === undefined) return unknown(git, left === undefined ? from : to, forge);
  const names = [...(dots === ".." ? [] : await tagsNamed(git, from)), ...(await tagsNamed(git, to))];
  if (dots === "..") return reaching(git, { ...between(asked, left, right), names }, forge);
  const shared = await git.run(["merge-base", "--all", "--end-of-options", left, right]);
  const common = shared.ok ? shared.output.split("\n").filter(Boolean) : [];
  return reaching(git, { asked, revisions: [left, right, ...common.map((one) => `^${one}`)], names }, forge);
}

/** What a commit has that another one lacks. */
export const between = (asked: string, without: string, commit: string): CommitRange => ({
  asked,
  revisions: [commit, `^${without}`],
  names: [],
});

/** The tag that a name stands for, where that has a text of its own. */
export async function tagsNamed(git: Git, name: string): Promise<readonly string[]> {
  const asked = await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
  return asked.ok && /^[0-9a-f]{40,64}$/.test(asked.output.trim()) ? [asked.output.trim()] : [];
}

async function namesBesideCommits(git: Git): Promise<readonly string[]> {
  const listed = await git.run(["for-each-ref", "--format=%(objecttype) %(objectname)"]);
  const lines = listed.ok ? listed.output.split("\n") : [];
  return lines.flatMap((line) => (/^(?:tag|tree|blob) /.test(line) ? line.slice(line.indexOf(" ") + 1) : []));
}

/**
 * A range, if all of it is here. Where a shallow clone ends within it, what came before is unknown, and the last commit
 * would seem to add every file there is.
 */
export async function reaching(git: Git, range: CommitRange, forge: Forge): Promise<Ranged> {
  if (!(await isShallow(git))) return { ok: true, range };
  const roots = await git.run(["rev-list", "--max-parents=0", ...range.revisions]);
  const found = roots.ok ? roots.output.split("\n").filter(Boolean) : [];
  for (const root of found)
    if ((await parentsOf(git, root)).length > 0)
      return {
        ok: false,
        reason: `the clone is shallow and ends at ${root.slice(0, 12)}, with commits before it that belong to "${range.asked}"`,
        help: toFetch(forge),
      };
  return { ok: true, range };
}

/** Read from the object itself: a shallow clone shows a commit without its parents. */
export async function parentsOf(git: Git, commit: string): Promise<readonly string[]> {
  const result = await git.run(["cat-file", "commit", commit]);
  if (!result.ok) return [];
  const header = result.output.slice(0, result.output.indexOf("\n\n"));
  return Array.from(header.matchAll(/^parent ([0-9a-f]{40,64})$/gm), ([, parent = ""]) => parent);
}

/** The id alone: `^main` is a commit to git too, with a sign before it. */
async function lookUp(git: Git, name: string): Promise<string | undefined> {
  for (const candidate of [name, `refs/remotes/origin/${name}`]) {
    const commit = await commitOf(git, candidate);
    if (commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  }
  return undefined;
}

async function unknown(git: Git, name: string, forge: Forge): Promise<Exclude<Ranged, { ok: true }>> {
  const choices = "Name `request`, `all`, a range such as main..topic, or a commit.";
  return { ok: false, ...(await noCommit(git, name, forge, choices)) };
}
