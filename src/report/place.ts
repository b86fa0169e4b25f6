import type { Diagnostic } from "../model/diagnostic.ts";
import type { Location } from "../model/source.ts";
import type { Report } from "../model/report.ts";

/** Where a finding about the whole repository is shown on surfaces that insist on a file: where it is settled. */
const REPOSITORY_FILE = "agent-ci.yaml";

/** `12:5`, `12`, or empty for a whole file. */
export function position({ line, column }: Partial<Location>): string {
  if (line === undefined) return "";
  return column === undefined ? `${line}` : `${line}:${column}`;
}

/** `path:12:5`, as editors and terminals turn into a link. */
export const place = (path: string, at: Partial<Location>): string => [path, position(at)].filter(Boolean).join(":");

/**
 * ` in commit 0123456789ab`, or nothing:
 * the lines of a finding in a commit are not those of the file as it is. Unescaped.
 */
export const inCommit = ({ commit }: Pick<Diagnostic, "commit">): string =>
  commit === undefined ? "" : ` in commit ${commit.slice(0, 12)}`;

/** A path of the report as the forge knows it: from the repository's top, and never with `./` or `/` before it. */
export const forgePath = ({ run }: Report, path = REPOSITORY_FILE): string =>
  `${run.root}${path}`.replace(/^(?:\.?\/)+/, "");
