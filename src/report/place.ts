import { showHidden } from "./escape/hidden.ts";
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

/** `path:12:5`, as editors and terminals turn into a link. A line break in a name is shown as one. */
export const place = (path: string, at: Partial<Location>): string =>
  [showHidden(path), position(at)].filter(Boolean).join(":");

/**
 * ` in commit 0123456789ab`, or nothing: the lines of a finding in a commit are not those of the file as it is. What
 * has no path is in the commit's own text, or in a tag's: ` at 0123456789ab`. Unescaped.
 */
export const inCommit = ({ commit, path }: Pick<Diagnostic, "commit" | "path">): string =>
  commit === undefined ? "" : ` ${path === undefined ? "at" : "in commit"} ${commit.slice(0, 12)}`;

/** The same behind what it is about. */
export const wholePlace = (report: Report, diagnostic: Diagnostic): string =>
  (diagnostic.path === undefined ? "repository" : place(forgePath(report, diagnostic.path), diagnostic)) +
  inCommit(diagnostic);

/** A path of the report as the forge knows it: from the repository's top, and never with `./` or `/` before it. */
export const forgePath = ({ run }: Report, path = REPOSITORY_FILE): string =>
  `${run.root}${path}`.replace(/^(?:\.?\/)+/, "");
