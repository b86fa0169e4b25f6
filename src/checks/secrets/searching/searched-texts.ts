import { countArtifacts } from "../../../check/measure.ts";
import type { Found } from "../../../check/found.ts";
import { readTexts } from "../../../context/named/named-texts.ts";
import { searchableOf } from "../../../inventory/texts/read-text.ts";
import type { Artifact } from "../../../model/artifact.ts";
import type { Files } from "../../../model/ports.ts";
import type { Checked } from "../../../model/report.ts";
import type { Repository } from "../../../model/rule.ts";
import type { Source } from "../../../model/source.ts";
import { reportedOf, secretsOf } from "../../../secrets/secrets-of.ts";
import type { World } from "../../../workspace/world.ts";

/** Which files are searched: those that agents load or start, or all that git does not ignore. */
export const SEARCH_SCOPES = ["agent", "all"] as const;

export type SearchScope = (typeof SEARCH_SCOPES)[number];

/** Each value goes to `world.found` before anything is said about it. */
export const secretsIn = (world: Pick<World, "found">, searched: readonly Searched[]): readonly Found[] =>
  searched.flatMap(({ source, artifact }) =>
    reportedOf(source, artifact).map(({ rule, message, help, at, value }) => {
      world.found?.(value);
      const finding = {
        message,
        at,
        path: source.path,
        ...(help !== undefined && { help }),
        ...(artifact && { artifact }),
      };
      return { rule, finding, source };
    }),
  );

/** How many secrets are not reported one by one. */
export const beyondIn = (searched: readonly Searched[]): number =>
  searched.reduce(
    (sum, { source, artifact }) => sum + secretsOf(source, artifact).length - reportedOf(source, artifact).length,
    0,
  );

export interface Searched {
  readonly source: Source;
  readonly artifact?: Artifact;
}

/** Files that are no agent configuration count as those of kind `other`, so that the kinds add up. */
export function countSearched(searched: readonly Searched[]): Checked {
  const { artifacts, kinds } = countArtifacts(searched.flatMap(({ artifact }) => artifact ?? []));
  const other = searched.length - artifacts;
  return { artifacts: searched.length, kinds: { ...kinds, ...(other > 0 && { other }) } };
}

interface Texts {
  readonly searched: readonly Searched[];
  /** How many files have no text: they are too large, cannot be read, or are not checked out. */
  readonly unsearched: number;
  /** Whether a file is one of them, be it that nothing is there any more. */
  readonly looked: (path: string) => boolean;
}

/** The texts of a scope, in whatever encoding: one odd byte hides no secret. */
export function textsOf(
  repository: Repository,
  { read }: Pick<Files, "read">,
  scope: SearchScope,
  selects: (path: string | undefined) => boolean,
): Texts {
  const { artifacts, paths } = repository;
  const own = artifacts.filter(({ path }) => selects(path));
  const searched: Searched[] = own.map((artifact) => ({ source: artifact.source, artifact }));
  const lost = repository.unseen.filter(({ why }) => why === "locked" || why === "misnamed");
  let unsearched = lost.length + own.filter(({ problems }) => problems.some(({ code }) => NO_TEXT.has(code))).length;
  const known = new Set(own.map(({ path }) => path));
  const asked =
    scope === "agent" ? readTexts(repository) : paths.flatMap(({ path, link }) => (link === undefined ? [path] : []));
  for (const path of asked) {
    if (known.has(path) || !selects(path)) continue;
    const contents = read(path);
    const source = contents.ok ? searchableOf(path, contents.bytes) : undefined;
    if (source) searched.push({ source });
    else unsearched += 1;
  }
  if (scope === "all") unsearched += repository.unseen.filter(({ why }) => why === "sparse").length;
  const texts = new Set(searched.map(({ source }) => source.path));
  const there = new Set(paths.map(({ path }) => path));
  return { searched, unsearched, looked: (path) => texts.has(path) || !there.has(path) };
}
const NO_TEXT: ReadonlySet<string> = new Set(["too-large", "unreadable"]);
