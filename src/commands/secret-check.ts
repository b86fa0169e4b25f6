import { count } from "../check/measure.ts";
import { policyWeakened } from "../check/rules.ts";
import { type Found, signFound } from "../check/sign-found.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Checked } from "../model/report.ts";
import type { Repository } from "../model/rule.ts";
import type { Source } from "../model/source.ts";
import { TOOL } from "../report/tool.ts";
import { EMBEDDED, secretScanSection } from "../secrets/sections.ts";
import { SECRET_RULES, secretsOf } from "../secrets/secrets-of.ts";
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
    const { selects, concerns } = workspace;
    const policy = rulePolicy(workspace);
    const ask = allowLists(workspace);
    const searched = textsOf(head, scope, selects);
    const standing = new Set<string>();
    const found = secretsIn({ found: (value) => (standing.add(value), world.found?.(value)) }, searched);
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
        }),
      ],
      checked: countSearched(searched),
      rules: [...SECRET_RULES, ...(weakened.length > 0 ? [policyWeakened] : [])].map((rule) => ranRule(rule, policy)),
    };
  };

/** Each value goes to `world.found` before anything is said about it. */
export const secretsIn = (world: Pick<World, "found">, searched: readonly Searched[]): readonly Found[] =>
  searched.flatMap(({ source, artifact }) =>
    secretsOf(source, artifact).map(({ rule, message, help, at, value }) => {
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

/** The texts of a scope. */
export function textsOf(
  { artifacts, paths, text }: Repository,
  scope: Scope,
  selects: (path: string | undefined) => boolean,
): readonly Searched[] {
  const own = artifacts.filter(({ path }) => selects(path));
  if (scope === "agent") return own.map((artifact) => ({ source: artifact.source, artifact }));
  const known = new Set(own.map(({ path }) => path));
  const others = paths.flatMap(({ path, link }) => {
    const content = known.has(path) || link !== undefined || !selects(path) ? undefined : text(path);
    return content === undefined ? [] : [{ source: { path, text: content, bytes: content.length, bom: false } }];
  });
  return [...own.map((artifact) => ({ source: artifact.source, artifact })), ...others];
}
