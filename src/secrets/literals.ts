import type { Artifact } from "../model/artifact.ts";
import { type DataMap, type DataNode, type DataString, entryOf } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import { findAssigned } from "./assigned.ts";
import { type Strength, strengthOf } from "./names.ts";
import { type Certainty, certaintyOf, SHORTEST } from "./values/certainty.ts";
import { entropy, isPlaceholder } from "./values/placeholder.ts";
import { randomness } from "./values/randomness.ts";

/** A credential that is known by where it stands. */
export interface Literal {
  /** The key, flag or parameter that says what it is. */
  readonly name: string;
  readonly value: string;
  readonly at: Range;
  readonly certainty: Certainty;
}

const FLAG = /^--?[A-Za-z][A-Za-z0-9-]{1,40}$/;
const SCHEME = /^(?:bearer|basic|token|apikey)\s+/i;
/** Below these keys a client finds what it starts a program or a request with: no prose, and no program's text. */
const STARTED = /^(?:env|environment|headers|http_?headers|args|command|commands|url|serverUrl|httpUrl|endpoint|run)$/i;

/** Credentials in an artifact's data: variables, headers, arguments, addresses, commands, keys of settings. */
export function literalsOf(artifact: Artifact): readonly Literal[] {
  const known = byArtifact.get(artifact) ?? literalsIn(artifact);
  byArtifact.set(artifact, known);
  return known;
}

const byArtifact = new WeakMap<Artifact, readonly Literal[]>();

function literalsIn(artifact: Artifact): readonly Literal[] {
  const root = "data" in artifact ? artifact.data : "frontmatter" in artifact ? artifact.frontmatter?.data : undefined;
  const found: Literal[] = [];
  if (root) collect(found, root, artifact.source.text, false);
  return found;
}

/** Into one list: every value of every file is looked at, and generators inside each other cost more than the look. */
function collect(found: Literal[], node: DataNode, text: string, started: boolean): void {
  if (node.kind === "map") {
    found.push(...described(node, text));
    for (const { key, value } of node.entries) {
      if (value.kind === "string")
        for (const one of /^cookie$/i.test(key) ? cookies(value, text) : named(key, value, text)) found.push(one);
      collect(found, value, text, started || STARTED.test(key));
    }
  } else if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) {
      const next = node.items[index + 1];
      if (item.kind === "string" && next?.kind === "string" && FLAG.test(item.value))
        found.push(...named(item.value.replace(/^-+/, ""), next, text));
      collect(found, item, text, started);
    }
  } else if (node.kind === "string" && started) {
    for (const { name, at, certainty } of findAssigned(node.value, (strength, called, { text: value }) =>
      certaintyHere(strength, called, value),
    ))
      found.push(literal(name, node.value.slice(at.start, at.end), certainty, node, text, at.start));
  }
}

/** `{"name": "API_KEY", "value": "…"}`: what one key says of another. */
function described(node: DataMap, text: string): readonly Literal[] {
  const name = stringOf(node, "name") ?? stringOf(node, "id");
  const value = name && (stringOf(node, "value") ?? stringOf(node, "default"));
  return name && value ? named(name.value, value, text) : [];
}

function stringOf(node: DataMap, key: string): DataString | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === "string" ? value : undefined;
}

const COOKIE_BITS = 20;
/** Whoever has a session's cookie is its user, whatever the cookie is called. */
function* cookies(node: DataString, text: string): Generator<Literal> {
  for (const { index, 1: name = "", 2: value = "" } of node.value.matchAll(/([\w.-]{1,60})=([^;\s"']{1,400})/g))
    if (!isPlaceholder(value) && randomness(value) > COOKIE_BITS) yield literal(name, value, "sure", node, text, index);
}

function named(name: string, node: DataString, text: string): readonly Literal[] {
  const strength = strengthOf(name);
  if (!strength) return [];
  const value = node.value.replace(SCHEME, "");
  const certainty = certaintyHere(strength, name, value);
  return certainty ? [literal(name, value, certainty, node, text)] : [];
}

/** Where a client reads a password, what people chose is one too; elsewhere such words are prose. */
function certaintyHere(strength: Strength, name: string, value: string): Certainty | undefined {
  if (/\s/.test(value)) return undefined;
  const certainty = certaintyOf(strength, name, value);
  if (strength !== "password" || certainty === "sure") return certainty;
  const isPath = /^[./~@]|:\/\//.test(value);
  if (value.length < SHORTEST || isPath || isPlaceholder(value) || entropy(value) <= 2.5) return certainty;
  return "sure";
}

/**
 * How much longer escapes may make a string before its secret is not looked for any more,
 * and the string is hidden as a whole.
 */
const FURTHEST = 4096;

/** Escapes only make what is written longer than what is meant: `from` is where the value can begin. */
function literal(
  name: string,
  value: string,
  certainty: Certainty,
  { range }: DataString,
  text: string,
  from = 0,
): Literal {
  const first = range.start + from;
  const found = text.slice(first, Math.min(range.end, first + value.length + FURTHEST)).indexOf(value);
  if (found === -1) return { name, value, certainty, at: range }; // it is written with escapes
  return { name, value, certainty, at: { start: first + found, end: first + found + value.length } };
}
