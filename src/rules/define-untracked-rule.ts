import { compilePatterns } from "../conditions/glob.ts";
import { defineRepositoryRule, type RepositoryRule, type FactsAlone } from "../model/rule.ts";

/** A rule against files that have no place in a repository, known by their path: nothing of them is read. */
export function defineUntrackedRule({
  what,
  paths,
  ...facts
}: Omit<FactsAlone, "severity" | "help"> & {
  /** What the file is, behind "this". */
  readonly what: string;
  /** Linear in the length of a path: each path of a repository is compared with it. */
  readonly paths: RegExp;
}): RepositoryRule {
  return defineRepositoryRule({
    ...facts,
    severity: "warning",
    help: "Add it to `.gitignore`; where git tracks it already, `git rm --cached` takes it out and leaves the file. `also:` takes more patterns as in `.gitignore`.",
    options: { also: [] },
    loosens: { also: "less" },

    *check(repository, { also }) {
      const more = also.length === 0 ? undefined : compilePatterns(also);
      for (const { path } of repository.paths)
        if ((paths.test(path) && !PRETENDED.test(path)) || more?.(path, false) === "ignored")
          yield { path, message: `Git does not ignore this ${what}.` };
    },
  });
}

/** Folders of pretended files: what tests and evaluations are fed with looks like the real thing, and is meant to. */
const PRETENDED = /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|__fixtures__|testdata|evals)\//;
