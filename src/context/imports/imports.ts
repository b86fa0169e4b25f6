import { folderOf, pathFrom } from "../../inventory/places/layout.ts";
import type { Range } from "../../model/source.ts";
import { backtickRegions, inertRegions } from "../code-regions.ts";

/** The clients whose instruction files bring in other files with `@path`. */
export type Importer = "claude-code" | "gemini-cli";

export interface Import {
  /** As written behind the `@`. */
  readonly written: string;
  readonly range: Range;
}

/** A space belongs to a path behind a backslash; asterisks and underscores around an import are emphasis. */
const IMPORT = /(?<=(?:^|\s)[*_]{0,3})@([A-Za-z0-9._~/-](?:[^\s\\]|\\ |\\)*)/g;
const GEMINI_IMPORT = /(?<=^|[ \t\r\n])@([A-Za-z./][^ \t\r\n]*)/g;

/** The imports of a text, in order, those in code left out as the client leaves them out. Sources: `src/clients`. */
export function importsIn(text: string, client: Importer): readonly Import[] {
  if (!text.includes("@")) return [];
  const gemini = client === "gemini-cli";
  const found = [...text.matchAll(gemini ? GEMINI_IMPORT : IMPORT)];
  if (found.length === 0) return [];
  const inert = gemini ? backtickRegions(text) : inertRegions(text);
  let at = 0;
  return found.flatMap(({ index, 0: whole, 1: written = "" }) => {
    while ((inert[at]?.end ?? Infinity) <= index) at += 1;
    const inside = (inert[at]?.start ?? Infinity) <= index;
    return inside ? [] : [{ written, range: { start: index, end: index + whole.length } }];
  });
}

/** Whatever any client may take for an import, in code too. */
export const writtenBehindAt = (text: string): readonly string[] =>
  text.includes("@") ? Array.from(text.matchAll(/@((?:[^\s\\]|\\ |\\)+)/g), ([, written = ""]) => written) : [];

/** The paths that Claude Code looks for behind an `@`: as written, without emphasis, fragment and backslashes. */
export function readPaths(written: string): readonly string[] {
  const plain = written.replace(/[*_]{1,3}$/, "").replaceAll("\\ ", " ");
  return [...new Set([written, plain, plain.replace(/#[^]*/, "")])];
}

/** Where an import leads, seen from the file it stands in; undefined where it leaves the checked folder. */
export function importTarget(from: string, written: string): string | undefined {
  if (written.startsWith("/") || written.startsWith("~")) return undefined;
  return pathFrom(folderOf(from), written);
}

const TRAILING: ReadonlySet<string> = new Set(".,;:!?)]}'\"»*_>");
/** Characters of a path. Longer ones no file system takes. */
const LONGEST_PATH = 4096;
const PROSE_FILE = /\.(?:md|mdc|mdx|markdown|txt|rst)$/i;
/**
 * A path that ends as data does.
 * Of these, `@tsconfig/node20/tsconfig.json` is a file of a package: only a path that cannot be one counts.
 */
const DATA_FILE = /^(?:\.{1,2}\/.*|[^/]+)\.(?:ya?ml|json|toml)$/i;
const PATH = /^[\p{L}\p{N}._~/@+-]+$/u;
const PLACEHOLDER = /\.\.\.|(?:^|[/_-])(?:path[/_-]to|your|example)(?=[/._-]|$)/i;

/**
 * The file that an import certainly means, punctuation behind it left out: relative, with the extension of a text.
 * `@scope/package`, `@someone` and placeholders mean something else,
 * and files called `.local.` are there on one machine only.
 */
export function meantFile(written: string): string | undefined {
  if (written.length > LONGEST_PATH) return undefined;
  let end = written.length;
  while (TRAILING.has(written.charAt(end - 1))) end -= 1;
  const path = written.slice(0, end);
  const isFile = PATH.test(path) && (PROSE_FILE.test(path) || DATA_FILE.test(path));
  return isFile && !PLACEHOLDER.test(path) && !/\.local\./i.test(path) ? path : undefined;
}
