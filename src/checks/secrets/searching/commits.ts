import type { Found } from "../../../check/found.ts";
import type { CommitRange } from "../../../host/git/commit-range.ts";
import { type Changes, changesInRange, type Committed, readCommitted } from "../../../host/git/commit-texts.ts";
import { type NamedObjects, namedBesideCommits } from "../../../host/git/named-objects.ts";
import { loadSyntaxes } from "../../../inventory/texts/load-syntaxes.ts";
import { locate } from "../../../inventory/places/locate.ts";
import { parse } from "../../../inventory/texts/parse.ts";
import { LARGEST_TEXT, searchableOf } from "../../../inventory/texts/read-text.ts";
import type { Artifact } from "../../../model/artifact.ts";
import type { Measurement } from "../../../model/measurement.ts";
import { UsageError } from "../../../model/usage-error.ts";
import { type FoundSecret, reportedOf, SECRET_RULES, secretsOf } from "../../../secrets/secrets-of.ts";
import type { AllowAnswer, AskAllowLists } from "./allow-lists.ts";
import { secretsSaid } from "./said.ts";
import type { World } from "../../../workspace/world.ts";
import type { Evidence } from "../../../judging/evidence.ts";
import type { Workspace } from "../../../workspace/workspace.ts";

interface Wanted {
  readonly range: CommitRange;
  readonly scope: "agent" | "all";
  /** Secrets of the checked files, which are reported there. */
  readonly standing: ReadonlySet<string>;
  readonly ask: AskAllowLists;
}
interface InCommits extends Pick<Evidence, "found" | "measurements" | "rules"> {
  /** How many texts. */
  readonly searched: number;
  /** Secrets that are not reported one by one, for their text has too many. */
  readonly beyond: number;
  /** One for each secret. */
  readonly answers: readonly AllowAnswer[];
}
type Text = Pick<Artifact, "source"> & { readonly artifact?: Artifact };

/**
 * Secrets that commits added, each once: in the oldest commit that has it, or where it is said alone.
 * Those that still stand in the checked files are left out.
 */
export async function secretsInCommits(
  world: World,
  workspace: Workspace,
  { range, scope, standing, ask }: Wanted,
): Promise<InCommits> {
  const { git, prefix, selects } = workspace.place;
  if (!git) throw new UsageError("Commits are searched in a git repository, and there is none here.");
  const wanted = (path: string) => selects(path) && !isOthers(path) && !workspace.policy.ignored(path);
  const { commits, places: added } = await changesInRange(git, range, prefix, wanted);
  const named = await namedBesideCommits(git, range.names, LARGEST_TEXT);
  const places = withNamed(added, named, commits.length, (path) => {
    const below = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
    return below !== undefined && wanted(below) ? below : undefined;
  });
  const textsAt = await reader(places, prefix, scope);
  const oldest = new Map<string, { readonly order: number; readonly answer: AllowAnswer; readonly found: Found }>();
  let searched = 0;
  let beyond = 0;
  const asked = [...places].flatMap(([id, at]) => (textsAt.wants(at) ? [id] : []));
  for (const [id, bytes] of readCommitted(git, asked, LARGEST_TEXT)) {
    const texts = [...textsAt.texts(places.get(id) ?? new Map(), bytes)];
    if (texts.length > 0) searched += 1;
    for (const { at, source, artifact } of texts) {
      const reported = reportedOf(source, artifact);
      beyond += secretsOf(source, artifact).length - reported.length;
      for (const one of reported) {
        const known = oldest.get(one.value);
        if (standing.has(one.value) || (known && known.order <= at.order)) continue;
        world.found?.(one.value);
        const found = { rule: one.rule, finding: findingOf(one, source.path, artifact), source, commit: at.commit };
        const answer = ask(found);
        oldest.set(one.value, { order: at.order, answer, found });
      }
    }
  }
  // What is said is about the whole repository, and not about one path that somebody named.
  const said = selects(undefined) ? secretsSaid(git, { commits }, named) : NOTHING_SAID;
  const known = new Set([...standing, ...oldest.keys()]);
  for (const { value, found } of said.secrets) {
    if (known.has(value)) continue;
    known.add(value);
    world.found?.(value);
    oldest.set(value, { order: commits.length, answer: ask(found), found });
  }
  return {
    searched: searched + said.searched,
    beyond: beyond + said.beyond,
    answers: Array.from(oldest.values(), ({ answer }) => answer),
    rules: SECRET_RULES,
    found: [...oldest.values()].flatMap(({ answer, found }) => (answer.by === undefined ? [found] : [])),
    measurements: [
      count("commits-searched", commits.length, "commits"),
      count("committed-texts-searched", searched, "texts"),
      count("committed-files-left-out", asked.length - searched + said.leftOut, "files"),
    ],
  };
}

const NOTHING_SAID: ReturnType<typeof secretsSaid> = { secrets: [], searched: 0, beyond: 0, leftOut: 0 };

/** Adds files of folders for which a tag stands, where no commit of the range has them. */
function withNamed(
  places: Changes["places"],
  { files }: NamedObjects,
  order: number,
  below: (path: string) => string | undefined,
): Changes["places"] {
  const own = new Map<string, Map<string, Committed>>();
  for (const { id, from, path: whole } of files) {
    const path = whole === undefined ? undefined : below(whole);
    if (path === undefined) continue;
    // Copied once: one text may lie at thousands of paths.
    const at = own.get(id) ?? new Map(places.get(id));
    own.set(id, at);
    if (!at.has(path)) at.set(path, { path, commit: from, order });
  }
  return new Map([...places, ...own]);
}

const count = (metric: string, value: number, unit: string): Measurement => ({ metric, value, unit, labels: {} });

/** Packages of other people, which the listing of a folder leaves out as well. */
const isOthers = (path: string): boolean => /(?:^|\/)node_modules\//.test(path);

const findingOf = ({ message, help, at }: FoundSecret, path: string, artifact: Artifact | undefined) => ({
  message,
  at,
  path,
  ...(help !== undefined && { help }),
  ...(artifact && { artifact }),
});

type Places = ReadonlyMap<string, Committed>;

/** Tells what is agent configuration by all the paths that there ever were, and reads it as such. */
async function reader(all: ReadonlyMap<string, Places>, prefix: string, scope: Wanted["scope"]) {
  const paths = new Set([...all.values()].flatMap((places) => [...places.keys()]));
  const located = locate(
    Array.from(paths, (path) => ({ path })),
    prefix,
  );
  const byPath = new Map(located.map((one) => [one.path, one]));
  const syntaxes = await loadSyntaxes(located, { outline: false });
  return {
    wants: (places: Places): boolean => scope === "all" || [...places.keys()].some((path) => byPath.has(path)),
    /** The same text in several places is searched once, at the oldest; configuration is read at each of its paths. */
    *texts(places: Places, bytes: Uint8Array): Generator<Text & { readonly at: Committed }> {
      let isRead = scope === "agent";
      for (const at of places.values()) {
        const one = byPath.get(at.path);
        if (one) {
          const artifact = parse(one, { ok: true, bytes }, syntaxes);
          yield { at, source: artifact.source, artifact };
        } else if (!isRead) {
          isRead = true;
          const source = searchableOf(at.path, bytes);
          if (source) yield { at, source };
        }
      }
    },
  };
}
