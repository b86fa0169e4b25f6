import type { Range } from "../model/source.ts";
import { secretAnchors } from "./anchors.ts";
import { type Assigned, findAssigned } from "./assigned.ts";
import { SECRET_KINDS } from "./kinds.ts";
import type { SecretKind } from "./secret-kind.ts";
import { findByIssuer } from "./by-issuer.ts";
import { decoded } from "./values/decoded.ts";
import { entropy, isPlaceholder } from "./values/placeholder.ts";
import { randomness } from "./values/randomness.ts";

/** A secret in a text: the range is the secret's own, nothing around it. */
export type Secret = OfKind | Assigned;
interface OfKind {
  readonly kind: SecretKind;
  readonly at: Range;
}

const kindsIn = secretAnchors(SECRET_KINDS);

/** The secrets in a text that are known by their form or by their name, in their order, none inside another. */
export function findSecrets(text: string): readonly Secret[] {
  const found: OfKind[] = [];
  for (const kind of kindsIn(text)) for (const secret of ofKind(kind, text)) found.push(secret);
  return apart<Secret>([...found, ...findAssigned(text), ...findByIssuer(text)]);
}

function* ofKind(kind: SecretKind, text: string): Generator<OfKind> {
  for (const match of text.matchAll(kind.pattern)) {
    const value = match[1] ?? match[0];
    if (!isSecret(kind, value) || (kind.id === "url-password" && isDefault(match[0]))) continue;
    const start = match.index + match[0].lastIndexOf(value);
    yield { kind, at: { start, end: start + value.length } };
  }
}

/** Bits that a token in a place for tokens has at the least: a sentence about tokens has fewer. */
const TOKEN_BITS = 18;
const PASSWORD_BITS = 4;
/** Passwords that stand where words may stand as well. */
const WRITTEN: ReadonlySet<string> = new Set(["command-password", "sql-password", "pgpass-password"]);

/** Prefix and length make a token; what has neither has to look random as well. */
function isSecret({ id }: SecretKind, value: string): boolean {
  if (id === "private-key") return isKeyText(value);
  if (id === "private-key-base64") return /PRIVATE KEY/.test(atob(value.slice(0, 80)));
  if (id === "basic-credentials") return isLogin(value);
  if (isPlaceholder(id === "x-bearer-token" ? value.slice(22) : value)) return false;
  if (id === "bearer-token" || id === "url-token") return randomness(value) > TOKEN_BITS;
  if (WRITTEN.has(id)) return randomness(value) > PASSWORD_BITS && !WORD_FOR_ONE.test(value);
  if (id === "url-password" || id === "curl-password") return entropy(value) > 2 && !WORD_FOR_ONE.test(value);
  return entropy(value) > 3;
}

/** Whether an address has the password that a program of this machine, or of one container to another, begins with. */
const isDefault = (address: string): boolean =>
  /^:\/\/([^:@]{1,100}):\1@(?:[A-Za-z0-9-]{1,100}$|127\.0\.0\.1$)/.test(address);

/** The user and the password of a request, in base64. */
function isLogin(value: string): boolean {
  const text = decoded(value);
  if (text === undefined) return !isPlaceholder(value) && randomness(value) > TOKEN_BITS;
  const password = text.slice(text.indexOf(":") + 1);
  return !isPlaceholder(password) && !isPlaceholder(text) && entropy(password) > 2 && !WORD_FOR_ONE.test(password);
}

/** What stands for a password in documentation: such a word, or the name of a variable. */
const WORD_FOR_ONE =
  /^(?:[Pp]ass|PASS|[Pp]wd|[Ss]ecret|[Tt]oken|[Aa]pi[-_]?[Kk]ey|API[-_]?KEY|postgres|[Rr]oot|[Aa]dmin|[Gg]uest)|^[A-Z]+(?:_[A-Z0-9]+)+$/;

/** Whether a value is the text of a key: base64 without end, prose and dots between the lines are an example's. */
function isKeyText(value: string): boolean {
  const base64 = value.replaceAll(/\\n|\s/g, "");
  return !/\.\.\./.test(base64) && /^[A-Za-z0-9+/=:,-]{0,200}[A-Za-z0-9+/=]{40}/.test(base64) && entropy(base64) > 4;
}

/** The first of those that overlap; of those that begin together, the longest. */
export function apart<T extends { readonly at: Range }>(secrets: readonly T[]): readonly T[] {
  let end = -1;
  return secrets
    .toSorted((a, b) => a.at.start - b.at.start || b.at.end - a.at.end)
    .filter(({ at }) => {
      if (at.start < end) return false;
      end = at.end;
      return true;
    });
}
