import { count } from "../check/measure.ts";
import { type Found, signFound } from "../check/sign-found.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import type { Source } from "../model/source.ts";
import { SECRET_RULES, secretsOf } from "../secrets/secrets-of.ts";
import type { CommitRange } from "../host/commit-range.ts";
import { secretsInCommits } from "./commit-secrets.ts";
import type { Check } from "./conclude.ts";
import { ranRule, rulePolicy } from "./validation.ts";

/** Which files are searched: those that agents load, or all that git does not ignore. */
export const SCOPES = ["agent", "all"] as const;

/** Secrets in the checked files, and in commits. Each goes to `world.found` before anything is said about it. */
export const secrets =
  (scope: (typeof SCOPES)[number], range?: CommitRange): Check =>
  async (world, workspace) => {
    const head = await workspace.head({ outline: false });
    const { selects, concerns } = workspace;
    const policy = rulePolicy(workspace);
    const searched = filesOf(head, scope, selects);
    const standing = new Set<string>();
    const found = searched.flatMap(({ source, artifact }): readonly Found[] =>
      secretsOf(source, artifact).map(({ rule, message, help, at, value }) => {
        world.found?.(value);
        standing.add(value);
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
    const committed = range && (await secretsInCommits(world, workspace, { range, scope, standing }));
    return {
      diagnostics: [...signFound(found, policy), ...(committed?.diagnostics ?? [])].filter(concerns),
      measurements: committed?.measurements ?? [],
      sections: [],
      checked: { ...count(head.artifacts.filter(({ path }) => selects(path))), artifacts: searched.length },
      rules: SECRET_RULES.map((rule) => ranRule(rule, policy)),
    };
  };

interface Searched {
  readonly source: Source;
  readonly artifact?: Artifact;
}

function filesOf(
  { artifacts, paths, text }: Repository,
  scope: (typeof SCOPES)[number],
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
