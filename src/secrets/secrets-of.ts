import type { Artifact } from "../model/artifact.ts";
import type { EngineRule } from "../model/rule.ts";
import type { Range, Source } from "../model/source.ts";
import { apart, findSecrets, type Secret } from "./find-secrets.ts";
import { knownValues } from "./known-values.ts";
import { type Literal, literalsOf } from "./literals.ts";
import { remedy } from "./remedy.ts";
import { secretLiteral, secretPrivateKey, secretSuspected, secretToken } from "./rules.ts";

/** A secret of a file with what may be said of it. */
export interface FoundSecret {
  readonly rule: EngineRule;
  readonly message: string;
  readonly help?: string;
  readonly at: Range;
  /** For the mask alone. */
  readonly value: string;
}

export const SECRET_RULES: readonly EngineRule[] = [secretLiteral, secretPrivateKey, secretSuspected, secretToken];

/**
 * Secrets of one text that are reported;
 * nobody reads more, and a file can be written to have a hundred thousand. All are hidden.
 */
const MOST_REPORTED = 1000;

const bySource = new WeakMap<Source, readonly FoundSecret[]>();
const findersBySource = new WeakMap<Source, ReturnType<typeof knownValues>>();

/** All secrets of a file in their order, those of an artifact also by where they stand. A file is searched once. */
export function secretsOf(source: Source, artifact?: Artifact): readonly FoundSecret[] {
  const before = bySource.get(source);
  if (before) return before;
  const inText = findSecrets(source.text);
  const known = artifact ? literalsOf(artifact) : [];
  // Of two in one place the first is told of: a form says most, then what is sure.
  const found = apart([
    ...inText.filter(({ kind }) => kind).map((one) => ofText(one, source.text)),
    ...known.map(ofPlace),
    ...inText.filter(({ kind }) => !kind).map((one) => ofText(one, source.text)),
  ]);
  bySource.set(source, found);
  return found;
}

/** Those that are reported one by one. */
export const reportedOf = (source: Source, artifact?: Artifact): readonly FoundSecret[] =>
  secretsOf(source, artifact).slice(0, MOST_REPORTED);

/** Finds the secrets of a file in what is said of it. */
export function secretValuesIn(source: Source, artifact?: Artifact): ReturnType<typeof knownValues> {
  const known = findersBySource.get(source);
  if (known) return known;
  const finder = knownValues(secretsOf(source, artifact).map(({ value }) => value));
  findersBySource.set(source, finder);
  return finder;
}

function ofText(one: Secret, text: string): FoundSecret {
  const { kind, at } = one;
  const value = text.slice(at.start, at.end);
  if (!kind) return ofPlace({ name: one.name, value, at, certainty: one.certainty });
  const help = remedy(kind);
  if (kind.id.startsWith("private-key"))
    return { rule: secretPrivateKey, message: "This is a private key.", help, at, value };
  return {
    rule: secretToken,
    message: `A secret stands here: ${kind.title} ${value.slice(0, 4)}…`,
    help,
    at,
    value,
  };
}

const ofPlace = ({ name, value, at, certainty }: Literal): FoundSecret =>
  certainty === "sure"
    ? { rule: secretLiteral, message: `\`${name}\` is written out here.`, at, value }
    : { rule: secretSuspected, message: `\`${name}\` may be written out here.`, at, value };
