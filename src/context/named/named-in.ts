import { pluginRoots } from "../../inventory/manifests/plugin-roots.ts";
import { classifier } from "../../inventory/places/classify.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { searchableOf } from "../../inventory/texts/read-text.ts";
import type { Kind } from "../../model/artifact.ts";
import type { Files } from "../../model/ports.ts";
import { importTarget, meantFile, readPaths, writtenBehindAt } from "../imports/imports.ts";

/** Kinds whose whole text may name files that are configuration for that alone: parts, imports, what is started. */
const NAMING: ReadonlySet<Kind> = new Set([
  "settings",
  "hooks",
  "mcp",
  "plugin",
  "marketplace",
  "instructions",
  "environment",
  "agent-file",
  "command-file",
  "language-servers",
  "monitors",
]);
/** Those that do it where they have hooks or servers, or a command that is run while they are loaded. */
const NAMING_BY: ReadonlySet<Kind> = new Set(["skill", "agent", "command"]);
const BY = ["hooks", "cpServers", "cp-servers", "\\", "!`", "```!"];
/** Whoever touches more files than this waits for the check in any case. */
const MOST_TOUCHED = 200;
/** As far as any client follows imports, and further. */
const DEEPEST = 8;

interface Naming {
  readonly path: string;
  readonly kind: Kind;
}

/**
 * Whether configuration may name one of these files, by names alone: more often than it does, and never less.
 * `chosen` are files that the user's own patterns make configuration.
 */
export function isNamedIn(
  files: Files,
  paths: readonly string[],
  prefix: string,
  touched: readonly string[],
  chosen: readonly Naming[] = [],
): boolean {
  if (touched.length === 0) return false;
  if (touched.length > MOST_TOUCHED) return true;
  const classify = classifier(pluginRoots(paths));
  const naming = paths.flatMap((path): Naming | [] => {
    const kind = (classify(path) ?? (prefix === "" ? undefined : classify(prefix + path)))?.kind;
    return kind && (NAMING.has(kind) || NAMING_BY.has(kind)) ? { path, kind } : [];
  });
  const names = [...new Set(touched.map((path) => spelledOut(path.slice(path.lastIndexOf("/") + 1))))];
  const folders = [...new Set(touched.flatMap((path) => path.split("/").slice(0, -1).map(spelledOut)))];
  const known = new Set<string>();
  let next: readonly Naming[] = [...naming, ...chosen];
  for (let depth = 0; next.length > 0 && depth < DEEPEST; depth += 1) {
    files.prepare?.(next.map(({ path }) => path));
    const read = next.flatMap((one) => {
      known.add(one.path);
      const text = textOf(files, one);
      return text === undefined ? [] : { ...one, text };
    });
    const named = read.some(({ kind, text }) => {
      const isManifest = kind === "plugin" || kind === "marketplace";
      return mentions(text, isManifest ? [...names, ...folders] : names);
    });
    if (named) return true;
    next = leadingOn(read, paths, known);
  }
  return false;
}

/** Undefined for a text that can name nothing. */
function textOf(files: Files, { path, kind }: Naming): string | undefined {
  const contents = files.read(path);
  if (!contents.ok) return undefined;
  const { buffer, byteOffset, byteLength } = contents.bytes;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  // Most have none of it. UTF-16 begins with a byte that no other text has, and shows its words only when it is read.
  if (NAMING_BY.has(kind) && (bytes[0] ?? 0) < 0xfe && !BY.some((word) => bytes.includes(word))) return undefined;
  return searchableOf(path, bytes)?.text;
}

function mentions(text: string, names: readonly string[]): boolean {
  if (names.some((name) => text.includes(name))) return true;
  if (!/["'\\]/.test(text)) return false;
  const plain = spelledOut(text);
  return names.some((name) => plain.includes(name));
}

/** Escapes of JSON, YAML and TOML as the characters that they stand for, and without what only a shell takes out. */
function spelledOut(text: string): string {
  if (!/["'\\]/.test(text)) return text;
  return text
    .replaceAll(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))/gi, (whole, ...codes) => {
      const code = codes.find((one) => typeof one === "string") ?? "";
      const point = Number.parseInt(code, 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    })
    .replaceAll(/\\\r?\n[ \t]*|["'\\]/g, "");
}

/** Files that are configuration only because these name them, and that may name others: imports, parts of plugins. */
function leadingOn(
  read: readonly (Naming & { readonly text: string })[],
  paths: readonly string[],
  known: ReadonlySet<string>,
): readonly Naming[] {
  let listed: ReadonlySet<string> | undefined;
  const isThere = (path: string): boolean => (listed ??= new Set(paths)).has(path);
  const found = new Map<string, Naming>();
  const add = (path: string | undefined, kind: Kind): void => {
    if (path !== undefined && !known.has(path) && isThere(path)) found.set(path, { path, kind });
  };
  for (const { path, kind, text } of read) {
    if (kind === "instructions")
      for (const written of writtenBehindAt(text))
        for (const one of [...readPaths(written), meantFile(written) ?? written])
          add(importTarget(path, one), "instructions");
    if (kind === "plugin" || kind === "marketplace")
      for (const part of partsOf(text, folderOf(path), paths)) add(part, "hooks");
  }
  return [...found.values()];
}

const isName = (part: string): boolean => part !== "" && part !== ".";

/** Files that a manifest may name, and those in folders that it may: told by their last parts alone. */
function partsOf(manifest: string, folder: string, paths: readonly string[]): readonly string[] {
  const texts = manifest.split('"').map(spelledOut);
  const ends = new Set(texts.flatMap((text) => (text.includes("/") ? (text.split("/").findLast(isName) ?? []) : [])));
  const around = folderOf(folder);
  return paths.flatMap((path) => {
    if (!/\.(?:md|json)$/.test(path) || !path.startsWith(around === "" ? "" : `${around}/`)) return [];
    const parts = path.split("/");
    return ends.has(parts.at(-1) ?? "") || ends.has(parts.at(-2) ?? "") ? [path] : [];
  });
}
