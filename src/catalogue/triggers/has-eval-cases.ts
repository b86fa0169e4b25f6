import type { Repository } from "../../model/rule.ts";

/** Whether there may be cases of `claude plugin eval`, as far as paths tell. */
export const hasEvalCases = ({ paths }: Pick<Repository, "paths">): boolean =>
  paths.some(({ path }) => /\/(?:case\.yaml|prompt\.md)$/.test(path));
