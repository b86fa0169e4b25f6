import type { Range } from "../model/source.ts";
import { KINDS } from "./kinds.ts";
import { entropy, isPlaceholder } from "./placeholder.ts";
import type { SecretKind } from "./secret-kind.ts";

/** A secret in a text: the range is the secret's own, nothing around it. */
export interface Secret {
  readonly kind: SecretKind;
  readonly at: Range;
}

/** Nobody reads more of one text, and a file can be written to have a million. */
const MOST = 1000;

/** The secrets in a text that are known by their form, in their order, none inside another. */
export function findSecrets(text: string): readonly Secret[] {
  const found: Secret[] = [];
  for (const kind of KINDS) {
    if (!kind.anchors.some((anchor) => text.includes(anchor))) continue;
    for (const match of text.matchAll(kind.pattern)) {
      const value = match[1] ?? match[0];
      if (!isSecret(kind, value)) continue;
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ kind, at: { start, end: start + value.length } });
      if (found.length >= MOST) break;
    }
  }
  return apart(found);
}

/** Prefix and length make a token; what has neither has to look random as well. */
function isSecret({ id }: SecretKind, value: string): boolean {
  if (id === "private-key") return isKeyText(value);
  if (isPlaceholder(value)) return false;
  if (id === "bearer-token") return /[0-9]/.test(value) && /[A-Za-z]/.test(value) && entropy(value) > 3.6;
  if (id === "url-password")
    return entropy(value) > 2.5 && !/^(?:pass|pwd|secret|token|postgres|root|admin|guest)/i.test(value);
  return entropy(value) > 3;
}

/** Base64 without end: prose and dots between the lines are an example's. */
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
