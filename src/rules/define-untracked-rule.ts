import { compilePatterns, isLeftOut } from "../conditions/glob.ts";
import { isUnwanted, type UnwantedRule } from "../inventory/places/unwanted.ts";
import { defineRepositoryRule, type RepositoryRule, type FactsAlone } from "../model/rule.ts";

/**
 * A rule against files that have no place in a repository, known by their path in the table of such places.
 * Nothing of them is read.
 */
export function defineUntrackedRule({
  what,
  ...facts
}: Omit<FactsAlone, "id" | "severity" | "help"> & {
  readonly id: UnwantedRule;
  /** What the file is, behind "this". */
  readonly what: string;
}): RepositoryRule {
  return defineRepositoryRule({
    ...facts,
    severity: "warning",
    help: "Add it to `.gitignore`; where git tracks it already, `git rm --cached` takes it out and leaves the file. `also:` takes more patterns as in `.gitignore`.",
    options: { also: [] },
    loosens: { also: "less" },

    *check(repository, { also }) {
      const more = also.length === 0 ? undefined : compilePatterns(also);
      // A link has no content of its own: what it leads to is looked at by its own name.
      for (const { path, link } of repository.paths)
        if (link === undefined && (isUnwanted(facts.id, path) || (more && isLeftOut(more, path))))
          yield { path, message: `Git does not ignore this ${what}.` };
    },
  });
}
