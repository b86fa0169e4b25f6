import { count } from "../check/measure.ts";
import { policyWeakened } from "../check/rules.ts";
import { type Found, signFound } from "../check/sign-found.ts";
import { searchableOf } from "../inventory/read-text.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Files } from "../model/ports.ts";
import type { Checked } from "../model/report.ts";
import type { Repository } from "../model/rule.ts";
import type { Source } from "../model/source.ts";
import { TOOL } from "../report/tool.ts";
import { EMBEDDED, secretScanSection } from "../secrets/sections.ts";
import { reportedOf, SECRET_RULES, secretsOf } from "../secrets/secrets-of.ts";
import type { CommitRange } from "../host/commit-range.ts";
import { allowLists, countAllowed } from "./allow-lists.ts";
import type { World } from "./command.ts";
import { secretsInCommits } from "./commit-secrets.ts";
import type { Check } from "./conclude.ts";
import { ranRule, rulePolicy } from "./validation.ts";

/** Which files are searched: those that agents load, or all that git does not ignore. */
export const SCOPES = ["agent", "all"] as const;

export type Scope = (typeof SCOPES)[number];

/** Secrets in the checked files, and in commits, as our own engine finds them. */
export const secrets =
  (scope: Scope, range?: CommitRange): Check =>
  async (world, workspace) => {
    const head = await workspace.head({ outline: false });
    const { files, selects, concerns } = workspace;
    const policy = rulePolicy(workspace);
    const ask = allowLists(workspace);
    const { searched, unsearched } = textsOf(head, files, scope, selects);
    const standing = new Set<string>();
    const found = secretsIn(world, searched);
    for (const { source, artifact } of searched)
      for (const { value } of secretsOf(source, artifact)) standing.add(value);
    const inFiles = found.map((one) => ({ found: one, answer: ask(one) }));
    const committed = range && (await secretsInCommits(world, workspace, { range, scope, standing, ask }));
    const answers = [...inFiles.map(({ answer }) => answer), ...(committed?.answers ?? [])];
    const kept = inFiles.flatMap(({ found: one, answer: { by } }) => (by === undefined ? [one] : []));
    const weakened = answers.flatMap((answer) => answer.weakened ?? []);
    return {
      diagnostics: [...signFound([...kept, ...weakened], policy), ...(committed?.diagnostics ?? [])].filter(concerns),
      measurements: committed?.measurements ?? [],
      sections: [
        secretScanSection({
          engine: { name: EMBEDDED, version: TOOL.version },
          found: answers.length,
          allowed: countAllowed(answers),
          elsewhere: 0,
          again: 0,
          beyond: beyondIn(searched) + (committed?.beyond ?? 0),
          unsearched,
        }),
      ],
      checked: countSearched(searched),
      rules: [...SECRET_RULES, ...(weakened.length > 0 ? [policyWeakened] : [])].map((rule) => ranRule(rule, policy)),
    };
  };

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
  const { artifacts, kinds } = count(searched.flatMap(({ artifact }) => artifact ?? []));
  const other = searched.length - artifacts;
  return { artifacts: searched.length, kinds: { ...kinds, ...(other > 0 && { other }) } };
}

interface Texts {
  readonly searched: readonly Searched[];
  /** How many files have no text: they are too large, or cannot be read. */
  readonly unsearched: number;
}

/** The texts of a scope, in whatever encoding: one odd byte hides no secret. */
export function textsOf(
  { artifacts, paths }: Repository,
  files: Files,
  scope: Scope,
  selects: (path: string | undefined) => boolean,
): Texts {
  const own = artifacts.filter(({ path }) => selects(path));
  const searched: Searched[] = own.map((artifact) => ({ source: artifact.source, artifact }));
  let unsearched = own.filter(({ problems }) => problems.some(({ code }) => NO_TEXT.has(code))).length;
  if (scope === "agent") return { searched, unsearched };
  const known = new Set(own.map(({ path }) => path));
  for (const { path, link } of paths) {
    if (known.has(path) || link !== undefined || !selects(path)) continue;
    const contents = files.read(path);
    const source = contents.ok ? searchableOf(path, contents.bytes) : undefined;
    if (source) searched.push({ source });
    else unsearched += 1;
  }
  return { searched, unsearched };
}
const NO_TEXT: ReadonlySet<string> = new Set(["too-large", "unreadable"]);
