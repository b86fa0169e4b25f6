import { join } from "node:path";
import { policyWeakened } from "../../check/rules.ts";
import type { Found } from "../../check/found.ts";
import type { CommitRange } from "../../host/git/commit-range.ts";
import type { Scanner } from "../../host/scanners/gitleaks-wrapper.ts";
import { scanCommits, scanFiles, scanStaged } from "../../host/scanners/scan-target.ts";
import { UsageError } from "../../model/usage-error.ts";
import { isIgnoreFile } from "../../secrets/ignore-list.ts";
import type { Leak } from "../../secrets/leak.ts";
import { secretLiteral, secretSuspected } from "../../secrets/rules.ts";
import { secretScanSection } from "../../secrets/sections.ts";
import { SECRET_RULES } from "../../secrets/secrets-of.ts";
import { allowLists, countAllowed } from "./searching/allow-lists.ts";
import type { Check } from "../../judging/evidence.ts";
import { type Described, describeLeaks } from "./searching/describe-leaks.ts";
import { textsInCommits, textsInFiles } from "./searching/leak-texts.ts";
import { changedConfig, scannerConfig } from "./searching/scanner-config.ts";
import { beyondIn, countSearched, type SearchScope, secretsIn, textsOf } from "./searching/searched-texts.ts";
import { type SaidSecrets, secretsSaidIn } from "./searching/said.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";

interface Wanted {
  readonly scope: SearchScope;
  readonly range?: CommitRange;
  readonly staged: boolean;
}

/** Secrets as a program of others finds them, and those that only their place in agent configuration gives away. */
export function scannerSecrets(scanner: Scanner, wanted: Wanted): Check {
  const scan = scans(scanner, wanted);
  const { scope, staged, range } = wanted;
  return async (world, workspace) => {
    const { running } = await scan(world.env, workspace);
    const head = await workspace.sides.head({ outline: false });
    const { selects, prefix, git } = workspace.place;
    const ask = allowLists(workspace);
    const { searched, unsearched, looked } = textsOf(head, workspace.place.files, scope, selects);
    const unseen = searched.filter(({ source, artifact }) => artifact || isIgnoreFile(source.path));
    const ours = secretsIn(world, unseen);
    const leaks = await running;
    const inFiles = textsInFiles(searched, head, scope, selects, staged ? prefix : "");
    const files = await describeLeaks(world, scanner.name, leaks.files, inFiles);
    const commits = oldest(leaks.commits, files.secrets);
    const past = await describeLeaks(world, scanner.name, commits, textsInCommits(workspace, scope));
    const known = new Set([...files.secrets, ...past.secrets]);
    const words = said(world, range && git && selects(undefined) ? await secretsSaidIn(git, range) : undefined, known);
    const all = [...files.described, ...past.described, ...literals(ours, files.described), ...words];
    const judged = all.map(({ found, line }) => ({ found, ...ask(found, line) }));
    const kept = judged.flatMap(({ found, by }) => (by === undefined ? [found] : []));
    const weakened = [...judged.flatMap((one) => one.weakened ?? []), ...changedConfig(scanner.name, workspace)];
    return {
      found: [...kept, ...weakened],
      sections: [
        secretScanSection({
          engine: { name: scanner.name, ...(scanner.version !== undefined && { version: scanner.version }) },
          found: leaks.files.length + leaks.commits.length,
          allowed: countAllowed(judged),
          elsewhere: files.elsewhere + past.elsewhere,
          again: leaks.commits.length - commits.length,
          beyond: beyondIn(unseen),
          unsearched,
        }),
      ],
      looked,
      checked: countSearched(searched),
      rules: [...SECRET_RULES, ...(weakened.length > 0 ? [policyWeakened] : [])],
    };
  };
}

/** Each secret once, those left out that are reported elsewhere. */
function said(
  world: World,
  { secrets }: Pick<SaidSecrets, "secrets"> = { secrets: [] },
  known: ReadonlySet<string>,
): readonly { found: Found; line?: number }[] {
  const first = new Map<string, Found>();
  for (const { value, found } of secrets) {
    if (known.has(value) || first.has(value)) continue;
    world.found?.(value);
    first.set(value, found);
  }
  return Array.from(first.values(), (found) => ({ found }));
}

interface Leaks {
  readonly files: readonly Leak[];
  readonly commits: readonly Leak[];
}

/** The program runs once for each configuration, however many policies judge, and while we read the files ourselves. */
function scans(
  scanner: Scanner,
  { staged, range }: Wanted,
): (env: Env, workspace: Workspace) => Promise<{ readonly running: Promise<Leaks> }> {
  const known = new Map<string | undefined, Promise<Leaks>>();
  return async (env, workspace) => {
    const { top, git } = workspace.place;
    const config = await scannerConfig(scanner.name, workspace);
    const asked = { scanner, top, env, ...(config !== undefined && { config }) };
    const files = (): Promise<readonly Leak[]> => {
      if (!staged) return scanFiles(asked, filesAsked(workspace));
      if (git) return scanStaged(asked, git);
      throw new UsageError("--staged needs a git repository, and there is none here.");
    };
    const run = async (): Promise<Leaks> => ({
      files: await files(),
      commits: range && git ? await scanCommits(asked, git, range) : [],
    });
    const running = known.get(config) ?? run();
    running.catch(() => undefined); // it may fail before anybody waits for it, and is waited for all the same
    known.set(config, running);
    return { running };
  };
}
type Env = Readonly<Record<string, string | undefined>>;

function filesAsked({ place: { top, prefix, selects, files } }: Workspace): Parameters<typeof scanFiles>[1] {
  const paths = files.list().flatMap(({ path, link }) => (link === undefined ? [path] : []));
  const path = selects(undefined) ? undefined : paths.find((one) => selects(one));
  return { folder: join(top, prefix), paths, ...(path !== undefined && { path }) };
}

/** A program reports a secret for each commit that adds it, the newest first. */
function oldest(leaks: readonly Leak[], standing: ReadonlySet<string>): readonly Leak[] {
  const bySecret = new Map(leaks.flatMap((one) => (standing.has(one.secret) ? [] : [[one.secret, one] as const])));
  return [...bySecret.values()];
}

/**
 * What a program misses that knows no places of agent configuration,
 * and does not get to see the files that it would obey.
 */
function literals(ours: readonly Found[], theirs: readonly Described[]): readonly { found: Found; line?: number }[] {
  const taken = theirs.flatMap(({ found: { finding } }) => (finding.at ? [{ path: finding.path, ...finding.at }] : []));
  return ours.flatMap((found) => {
    const { path, at } = found.finding;
    const placed = found.rule === secretLiteral || found.rule === secretSuspected;
    const unseen = placed || (path !== undefined && isIgnoreFile(path));
    if (!unseen || !at) return [];
    const seen = taken.some((one) => one.path === path && one.start < at.end && at.start < one.end);
    return seen ? [] : [{ found }];
  });
}
