import type { Found } from "../../../check/found.ts";
import type { CommitRange } from "../../../host/git/commit-range.ts";
import { type Changes, changesInRange, readCommitted } from "../../../host/git/commit-texts.ts";
import type { Git } from "../../../host/git/git.ts";
import { type NamedObjects, namedBesideCommits } from "../../../host/git/named-objects.ts";
import { LARGEST_TEXT, searchableOf } from "../../../inventory/texts/read-text.ts";
import { reportedOf, secretsOf } from "../../../secrets/secrets-of.ts";

/** A secret that comes with commits, and in no file of theirs. */
interface SaidSecret {
  readonly value: string;
  readonly found: Found;
}
export interface SaidSecrets {
  readonly secrets: readonly SaidSecret[];
  readonly searched: number;
  /** Texts that are too large. */
  readonly leftOut: number;
  /** Secrets that are not reported one by one, for their text has too many. */
  readonly beyond: number;
}

/** https://manpages.ubuntu.com/manpages/noble/en/man1/git-filter-repo.1.html, read 2026-11-30. */
const MESSAGES = "In messages of commits and tags it is --replace-message that takes it out.";

/**
 * What commits and tags say, and files that no commit has but a tag: whoever fetches gets them as well. Such a secret
 * has no path, and is shown by the object that it stands in.
 */
export function secretsSaid(
  git: Git,
  { commits }: Pick<Changes, "commits">,
  { tags, files }: NamedObjects,
): SaidSecrets {
  const alone = files.flatMap(({ id, path }) => (path === undefined ? [id] : []));
  const secrets: SaidSecret[] = [];
  let searched = 0;
  let beyond = 0;
  const read = (ids: readonly string[], within: (text: string, at: number) => string): void => {
    for (const [commit, bytes] of readCommitted(git, ids, LARGEST_TEXT)) {
      const source = searchableOf("", bytes);
      if (!source) continue;
      searched += 1;
      const reported = reportedOf(source);
      beyond += secretsOf(source).length - reported.length;
      for (const { rule, message, help, at, value } of reported) {
        const where = within(source.text, at.start);
        const finding = { message: `In ${where}: ${message}`, help: `${help ?? rule.help} ${MESSAGES}` };
        secrets.push({ value, found: { rule, finding, commit } });
      }
    }
  };
  read(commits, (text, at) => (at < text.indexOf("\n\n") ? "the header of this commit" : "the message of this commit"));
  read(tags, () => "the text of this tag");
  read(alone, () => "this file, for which a tag stands and no commit");
  return { secrets, searched, beyond, leftOut: commits.length + tags.length + alone.length - searched };
}

/** The same beside a program of others, which looks at the files of commits alone. */
export async function secretsSaidIn(git: Git, range: CommitRange): Promise<SaidSecrets> {
  const changes = await changesInRange(git, range, "", () => false);
  const { tags, files } = await namedBesideCommits(git, range.names, LARGEST_TEXT);
  return secretsSaid(git, changes, { tags, files: files.map(({ id, from }) => ({ id, from })) });
}
