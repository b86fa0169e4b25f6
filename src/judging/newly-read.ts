import { mayName, namedTexts, readTexts } from "../context/named/named-texts.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Repository } from "../model/rule.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Why a change answers for a file that it does not touch. */
const WHY = "Nothing in this file changed, but agents read it only since this change.";

/**
 * Says of a finding whether agents read its file only since a change that does not touch it: a new import, the entry of
 * a manifest, a command, or what made its folder a plugin. Only files that were there before are asked about: of what
 * no commit has, such as an ignored file, no commit says what it was.
 */
export async function newlyRead(
  { sides }: Pick<Workspace, "sides">,
  { since, changed }: { readonly since: readonly string[]; readonly changed: ReadonlySet<string> },
): Promise<(path: string) => boolean> {
  const needs = { outline: false } as const;
  const head = await sides.head(needs);
  const named = new Set(namedTexts(head));
  const touched = head.artifacts.filter(({ path }) => changed.has(path));
  const naming = touched.some((artifact) => artifact.kind === "skill" || mayName(artifact));
  const isLink = new Set(head.paths.flatMap(({ path, link }) => (link === undefined ? [] : [path])));
  if (!naming && ![...changed].some((path) => named.has(path) || isLink.has(path))) return () => false;
  const bases = await Promise.all(since.map(async (commit) => (await sides.at(commit, needs)) ?? []));
  const before = bases.flat();
  const roles = rolesIn(head);
  const earlier = before.map((base) => ({ base, roles: rolesIn(base) }));
  return (path) => {
    const had = earlier.filter(({ base }) => base.entry(path)?.type === "file");
    if (had.length === 0) return false;
    return had.every((one) => [...(roles.get(path) ?? [])].some((role) => !one.roles.get(path)?.has(role)));
  };
}

/** As what each file is read, by all of its paths. */
function rolesIn(repository: Repository): ReadonlyMap<string, ReadonlySet<string>> {
  const roles = new Map<string, Set<string>>();
  const add = (path: string, role: string): void => void roles.set(path, (roles.get(path) ?? new Set()).add(role));
  for (const { path, file, ways = [], kind, dialect } of repository.artifacts)
    for (const one of [path, ...(file === undefined ? [] : [file]), ...ways]) add(one, `${kind} ${dialect ?? ""}`);
  for (const path of readTexts(repository)) add(path, "text");
  return roles;
}

/** A finding that says why it is the change's. */
export const withReason = (one: Diagnostic): Diagnostic => ({ ...one, message: `${one.message} ${WHY}` });
