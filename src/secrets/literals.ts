import type { Artifact } from "../model/artifact.ts";
import { type DataMap, type DataNode, type DataString, entryOf } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import { namesPassword, namesSecret } from "./names.ts";
import { entropy, isPlaceholder } from "./placeholder.ts";

/** A credential that is known by where it stands. */
export interface Literal {
  /** The key, flag or parameter that says what it is. */
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

const FLAG = /^--?([A-Za-z][A-Za-z0-9-]{1,40})(?:=(.*))?$/s;
const SCHEME = /^(?:bearer|basic|token|apikey)\s+/i;
const PARAMETER = /[?&]([A-Za-z0-9_.-]{1,40})=([^&#\s"']{1,400})/g;

/** Credentials in an artifact's data: variables, headers, arguments, addresses, keys of settings. */
export function literalsOf(artifact: Artifact): readonly Literal[] {
  const root = "data" in artifact ? artifact.data : "frontmatter" in artifact ? artifact.frontmatter?.data : undefined;
  return root ? Array.from(within(root, artifact.source.text)) : [];
}

function* within(node: DataNode, text: string): Generator<Literal> {
  if (node.kind === "map") {
    yield* described(node, text);
    for (const { key, value } of node.entries) {
      if (value.kind === "string") yield* /^cookie$/i.test(key) ? cookies(value, text) : named(key, value, text);
      yield* within(value, text);
    }
  } else if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) {
      yield* argument(item, node.items[index + 1], text);
      yield* within(item, text);
    }
  } else if (node.kind === "string") {
    for (const { index, 1: name = "", 2: value = "" } of node.value.matchAll(PARAMETER))
      if (isLiteral(name, value)) yield literal(name, value, node, text, index);
  }
}

/** `{"name": "API_KEY", "value": "…"}`: what one key says of another. */
function* described(node: DataMap, text: string): Generator<Literal> {
  const name = stringOf(node, "name") ?? stringOf(node, "id");
  const value = stringOf(node, "value") ?? stringOf(node, "default");
  if (name && value) yield* named(name.value, value, text);
}

function stringOf(node: DataMap, key: string): DataString | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === "string" ? value : undefined;
}

/** The cookies in a header. Whoever has a session's cookie is its user, whatever the cookie is called. */
function* cookies(node: DataString, text: string): Generator<Literal> {
  for (const { index, 1: name = "", 2: value = "" } of node.value.matchAll(/([\w.-]{1,60})=([^;\s"']{1,400})/g))
    if (!isPlaceholder(value) && value.length >= 16 && isDense(value)) yield literal(name, value, node, text, index);
}

function* named(name: string, node: DataString, text: string): Generator<Literal> {
  const value = node.value.replace(SCHEME, "");
  if (isLiteral(name, value)) yield literal(name, value, node, text);
}

/** `--api-key value` and `--api-key=value`. */
function* argument(item: DataNode, next: DataNode | undefined, text: string): Generator<Literal> {
  const flag = item.kind === "string" ? FLAG.exec(item.value) : null;
  const [, name = "", value] = flag ?? [];
  if (!flag || item.kind !== "string") return;
  if (value === undefined) {
    if (next?.kind === "string") yield* named(name, next, text);
  } else if (isLiteral(name, value)) yield literal(name, value, item, text);
}

/**
 * How much longer escapes may make a string before its secret is not looked for any more,
 * and the string is hidden as a whole.
 */
const FURTHEST = 4096;

/** Escapes only make what is written longer than what is meant: `from` is where the value can begin. */
function literal(name: string, value: string, { range }: DataString, text: string, from = 0): Literal {
  const first = range.start + from;
  const found = text.slice(first, Math.min(range.end, first + value.length + FURTHEST)).indexOf(value);
  if (found === -1) return { name, value, at: range }; // it is written with escapes
  return { name, value, at: { start: first + found, end: first + found + value.length } };
}

/**
 * Whether a value may be a credential. What reads like words, a path or an address is no credential, whatever its key
 * is called; a password may be short.
 */
function isLiteral(name: string, value: string): boolean {
  if (!namesSecret(name)) return false;
  if (isPlaceholder(value) || /\s|^[./~@]|:\/\//.test(value)) return false;
  return namesPassword(name) ? value.length >= 8 && entropy(value) > 2.5 : isDense(value);
}

/** Whether a value is of random characters: some of them digits, and in more than one place where there are few. */
function isDense(value: string): boolean {
  const digits = value.match(/[0-9]+/g)?.length ?? 0;
  if (value.length < 16) return value.length >= 12 && digits > 2 && entropy(value) > 3;
  return digits > 0 && entropy(value) > (/[A-Za-z]/.test(value) ? 3.2 : 2.5);
}
