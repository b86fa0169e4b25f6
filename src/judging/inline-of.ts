import { commentSyntaxOf } from "../check/suppressions/comments.ts";
import { type Inline, inlineSuppressions } from "../check/suppressions/inline-suppressions.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Repository } from "../model/rule.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The comments of all artifacts, and of what else something was found in. */
export function inlineOf(
  { artifacts, source: sourceOf }: Repository,
  { place: { selects } }: Workspace,
  diagnostics: readonly Diagnostic[],
): readonly Inline[] {
  const own = artifacts.filter(({ path }) => selects(path));
  const known = new Set(own.map(({ path }) => path));
  const others = new Set(
    diagnostics.flatMap(({ path, line }) => (path === undefined || line === undefined ? [] : path)),
  );
  return [
    ...own.map((one) =>
      inlineSuppressions({
        source: one.source,
        comment: commentSyntaxOf(one.path, one.syntax),
        ...("body" in one && { body: one.body.start }),
      }),
    ),
    ...[...others].flatMap((path) => {
      const comment = known.has(path) ? undefined : commentSyntaxOf(path);
      const source = comment && sourceOf(path);
      return source ? inlineSuppressions({ source, comment }) : [];
    }),
  ];
}
