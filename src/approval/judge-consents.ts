import type { Approval, Author, Consent, Person, Standing } from "./approval.ts";
import { isMeantFor } from "./phrase.ts";

interface Said {
  readonly subject: string;
  /** What approves the subject as it is now. */
  readonly phrase: string;
  readonly consents: readonly Consent[];
  /** Whoever wrote something of the change. */
  readonly authors: readonly Author[];
  /** What to do to approve it. */
  readonly todo: readonly string[];
}

/** Who has to be looked up before anything can be said: those whose words are the phrase, and hold. */
export const consentsToCheck = ({ phrase, consents }: Pick<Said, "phrase" | "consents">): readonly Consent[] =>
  consents.filter((one) => sameWords(one.words, phrase) && whyVoid(one) === undefined);

/** What was said → whether it approves. `standings` are those of the consentsToCheck, by account. */
export function judgeConsents(said: Said, standings: ReadonlyMap<string, Standing>): Approval {
  const { subject, phrase, consents, authors, todo } = said;
  const nameless = authors.filter(({ as, account }) => as !== "co-author" && account === undefined);
  const reasons: string[] = [];
  for (const consent of consents) {
    if (!sameWords(consent.words, phrase)) {
      if (isMeantFor(subject, consent.words))
        reasons.push(`${nameOf(consent)} approved another commit or another report.`);
      continue;
    }
    const why =
      whyVoid(consent) ?? whyNot(consent.by, standings.get(standingKey(consent)), authors) ?? nobody(nameless);
    if (why === undefined && consent.by)
      return {
        is: "approved",
        by: consent.by.login,
        means: consent.means,
        ...(consent.at !== undefined && { at: consent.at }),
      };
    reasons.push(`${nameOf(consent)} approved it, which does not count: ${why}.`);
  }
  const told = [...new Set(reasons)];
  return told.length === 0 ? { is: "wanted", todo } : { is: "refused", reasons: told, todo };
}

/** The rights of a person are those by a means: an owner of the file need not be a reviewer of an environment. */
export const standingKey = ({ means, by }: Consent): string => `${means} ${by?.id ?? 0}`;

/** Labels are the same in any case. */
const sameWords = (words: string, phrase: string): boolean => words.toLowerCase() === phrase;

const nameOf = ({ by }: Consent): string => by?.login ?? "An account that is gone";

function whyVoid({ by, void: since }: Consent): string | undefined {
  if (!by) return "nobody can say who that was";
  if (by.bot) return "a program does not approve";
  return since;
}

function whyNot(
  by: Person | undefined,
  standing: Standing | undefined,
  authors: readonly Author[],
): string | undefined {
  if (!by || !standing) return "nobody can say who that was";
  if (!standing.may) return standing.why;
  const own = authors.find((one) => isSame(by, standing.known, one));
  if (!own) return authors.length === 0 ? "no commit of the change can be read" : undefined;
  return own.as === "opener" ? "who opens a request does not approve it" : `${own.as} of ${own.commit.slice(0, 12)}`;
}

/** By number where the forge knows the account: a name can be changed. Else by any name and address of the person. */
function isSame({ id, login }: Person, known: readonly string[], { account, name, email }: Author): boolean {
  if (account) return account.id === id || account.login.toLowerCase() === login.toLowerCase();
  const names = new Set([login, ...known].map(folded));
  return [name, email].some((one) => one !== undefined && one !== "" && names.has(folded(one)));
}
const folded = (text: string): string => text.trim().normalize("NFKC").toLowerCase();

/** A commit under an address that belongs to nobody may be anybody's, also that of whoever approves. */
function nobody([first, ...others]: readonly Author[]): string | undefined {
  if (!first) return undefined;
  const more = others.length === 0 ? "" : ` and of ${others.length} more`;
  return `the ${first.as} of ${first.commit.slice(0, 12)}${more} is no account of the forge, and may be anybody; give the commit an address that belongs to one`;
}
