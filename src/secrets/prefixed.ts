import type { SecretKind } from "./secret-kind.ts";

/** Characters that a token has at the least, with its prefix. */
export const PREFIX_RUN = 20;

const START = String.raw`(?<![A-Za-z0-9_])`;
const END = String.raw`(?![A-Za-z0-9_-])`;

/**
 * The body of a token that goes on as far as it can. It needs no end:
 * to look for one would be to try every length.
 */
const OPEN = /\{\d+,\d+\}\)?(?:=\{0,\d\})?$/;

/** A pattern of what stands by itself. */
export const alone = (body: string): RegExp => new RegExp(START + body + (OPEN.test(body) ? "" : END), "g");

/** Id, title, prefixes, what follows one of them, where to revoke. */
export type PrefixRow = readonly [id: string, title: string, prefixes: readonly string[], rest: string, revoke: string];

/** Tokens that begin with a prefix of their own. */
export const prefixed = (rows: readonly PrefixRow[]): readonly SecretKind[] =>
  rows.map(([id, title, anchors, rest, revoke]) => {
    const prefixes = anchors.map((prefix) => prefix.replaceAll(/[.~]/g, String.raw`\$&`)).join("|");
    return { id, title, anchors, token: true, pattern: alone(`(?:${prefixes})${rest}`), revoke };
  });

export const WORD = "[A-Za-z0-9_-]";
export const ALNUM = "[A-Za-z0-9]";
export const HEX = "[A-Fa-f0-9]";
