import type { Strength } from "../names.ts";
import { decoded } from "./decoded.ts";
import { entropy, isPlaceholder } from "./placeholder.ts";
import { randomness } from "./randomness.ts";

/** Whether a value is a secret: for sure, or well enough that somebody should look. */
export type Certainty = "sure" | "unsure";

/** What is shorter is a word as likely as a password, and nobody generates it. */
export const SHORTEST = 8;
/** What is longer is data. */
const LONGEST = 300;

/**
 * Bits of randomness, by what the name says; how they were found:
 * docs/decisions/0085-secrets-by-structure-name-and-chance.md.
 */
const BOUNDS = {
  password: { sure: 12, unsure: 1, length: SHORTEST },
  strong: { sure: 20, unsure: 9, length: 10 },
  weak: { sure: 35, unsure: 22, length: 16 },
} as const satisfies Record<Strength, { sure: number; unsure: number; length: number }>;

/** Words of a sentence, the next option, an address, whose secrets have forms of their own. */
const NOT_ONE = /\s|^--|:\/\//;
/** Bits per character of what repeats itself, which no generator does. */
const LEAST_ENTROPY = 2.2;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX = /^(?:0x)?(?:[0-9a-f]+|[0-9A-F]+)$/;
const DIGITS = /^[0-9]+$/;
/** What a credential may begin with and be one all the same, by those who read it. */
const BEFORE = /^(?:base64:|(?:bearer|basic|token|apikey)\s+)/i;
const USER = /^[\w.@+-]{1,60}:(?=.)/;
/** What is chosen by people: a mark beside digits, upper and lower case. */
const CHOSEN = [/[a-z]/, /[A-Z]/, /[0-9]/, /[!#%^&*@?~$+]/];

/** Structure and name have said that a credential may stand here; this asks whether the value looks like one. */
export function certaintyOf(strength: Strength, name: string, given: string): Certainty | undefined {
  const value = given.replace(BEFORE, "");
  if (value.length < SHORTEST || value.length > LONGEST || NOT_ONE.test(value) || isPlaceholder(value))
    return undefined;
  if (entropy(value) < LEAST_ENTROPY) return undefined;
  const inside = decoded(value);
  if (inside !== undefined) {
    const certainty = certaintyOfEncoded(strength, name, inside);
    // By chance, one in four hundred short values is the base64 of something printed.
    if (certainty || value.length >= 16 || value.endsWith("=") || randomness(inside) < 0) return certainty;
  }
  if (UUID.test(value)) return ofUuid(strength, name, value);
  if (DIGITS.test(value)) return ofDigits(strength, value);
  const { sure, unsure, length } = BOUNDS[strength];
  const bits = randomness(value);
  if (value.length < length || bits < unsure) return chosen(strength, value) ? "unsure" : undefined;
  const slug = slugness(value);
  if (slug === "written" && bits < WRITTEN_BITS) return undefined;
  if (slug !== undefined) return strength === "weak" ? undefined : "unsure";
  return bits < sure || isIdentity(strength, value) ? "unsure" : "sure";
}

/** A password behind its user, or alone. What people write in base64 is meant to be hidden. */
function certaintyOfEncoded(strength: Strength, name: string, text: string): Certainty | undefined {
  if (/PRIVATE KEY/.test(text)) return "sure";
  const password = text.replace(USER, "");
  const own = password === text ? undefined : certaintyOf("password", name, password);
  return own ?? certaintyOf(strength, name, text);
}

/** Most UUIDs identify; under a name that speaks of opening, one may open. */
function ofUuid(strength: Strength, name: string, value: string): Certainty | undefined {
  if (strength === "weak" || entropy(value.replaceAll("-", "")) < 2.8) return undefined;
  return strength === "password" || /api|auth|secret|access|client/i.test(name) ? "sure" : "unsure";
}

const ofDigits = (strength: Strength, value: string): Certainty | undefined =>
  strength !== "weak" && value.length >= 12 ? "unsure" : undefined;

/** Hashes of commits and files, addresses of contracts: they are random, and open nothing. */
const isIdentity = (strength: Strength, value: string): boolean =>
  HEX.test(value) && (strength === "weak" || value.startsWith("0x"));

/** Words, numbers, versions and sizes between joints have fewer. */
const WRITTEN_BITS = 32;
const WRITTEN =
  /^(?:[A-Z]?[a-z]{0,20}[0-9]{0,4}|[A-Z]{0,20}[0-9]{0,4}|[vVr]?[0-9]{1,20}[a-z]{0,3}|[0-9]{1,4}x[0-9]{1,4})$/;

const HASH = /^[0-9a-f]{6,64}$/;

/** Whether a value has parts: each as somebody writes it, or three and more that are short or written. */
function slugness(value: string): "written" | "mixed" | undefined {
  const parts = value.split(/[-_./:]/);
  // `Linux-node-<hash>` is what caches are called.
  if (parts.length > 1 && parts.every((part) => WRITTEN.test(part) || HASH.test(part)))
    return parts.every((part) => WRITTEN.test(part)) ? "written" : "mixed";
  const mixed = parts.length > 2 && parts.every((part) => part.length <= 8 || randomness(part) < 8);
  return mixed ? "mixed" : undefined;
}

/** `Winter2026!` is written, and a password all the same. */
const chosen = (strength: Strength, value: string): boolean =>
  strength === "password" && value.length <= 40 && CHOSEN.every((one) => one.test(value));
