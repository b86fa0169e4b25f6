import type { Artifact } from "../model/artifact.ts";
import type { DataNode, DataString } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import { namesSecret } from "./names.ts";
import { entropy, isPlaceholder } from "./placeholder.ts";

/** A credential that is known by where it stands. */
export interface Literal {
  /** The key, flag or parameter that says what it is. */
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

const PASSWORD = /(?:password|passwd|pwd)$/i;
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
    for (const { key, value } of node.entries) {
      if (value.kind === "string") yield* named(key, value, text);
      yield* within(value, text);
    }
  } else if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) {
      yield* argument(item, node.items[index + 1], text);
      yield* within(item, text);
    }
  } else if (node.kind === "string") {
    for (const [, name = "", value = ""] of node.value.matchAll(PARAMETER))
      if (isLiteral(name, value)) yield literal(name, value, node, text);
  }
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

function literal(name: string, value: string, { range }: DataString, text: string): Literal {
  const start = text.slice(range.start, range.end).indexOf(value);
  if (start === -1) return { name, value, at: range }; // it is written with escapes
  return { name, value, at: { start: range.start + start, end: range.start + start + value.length } };
}

/** What reads like words, a path or an address is no credential, whatever its key is called; a password may be short. */
function isLiteral(name: string, value: string): boolean {
  if (!namesSecret(name)) return false;
  if (isPlaceholder(value) || /\s|^[./~@]|:\/\//.test(value)) return false;
  if (PASSWORD.test(name)) return value.length >= 8 && entropy(value) > 2.5;
  return value.length >= 16 && /[0-9]/.test(value) && /[A-Za-z]/.test(value) && entropy(value) > 3.2;
}
