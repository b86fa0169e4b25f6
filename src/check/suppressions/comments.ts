import type { Syntax } from "../../model/artifact.ts";

/** How a line of comment begins in a kind of file, and how it ends where that is not the end of the line. */
export interface CommentSyntax {
  readonly opens: string;
  readonly closes?: string;
}

const MARKUP: CommentSyntax = { opens: "<!--", closes: "-->" };
const HASH: CommentSyntax = { opens: "#" };
const SLASHES: CommentSyntax = { opens: "//" };

const OF_SYNTAX = {
  markdown: MARKUP,
  yaml: HASH,
  toml: HASH,
  jsonc: SLASHES,
  text: HASH,
  json: undefined,
  csv: undefined,
} as const satisfies Record<Syntax, CommentSyntax | undefined>;

const OF_EXTENSION: Readonly<Record<string, CommentSyntax>> = {
  ".md": MARKUP,
  ".mdc": MARKUP,
  ".yaml": HASH,
  ".yml": HASH,
  ".toml": HASH,
  ".sh": HASH,
  ".bash": HASH,
  ".zsh": HASH,
  ".fish": HASH,
  ".py": HASH,
  ".rb": HASH,
  ".jsonc": SLASHES,
  ".js": SLASHES,
  ".mjs": SLASHES,
  ".cjs": SLASHES,
  ".ts": SLASHES,
  ".mts": SLASHES,
  ".go": SLASHES,
  ".rs": SLASHES,
};

/**
 * The comments of an artifact, by how it is written;
 * of any other file by the end of its name. Undefined where there are none.
 */
export const commentSyntaxOf = (path: string, syntax?: Syntax): CommentSyntax | undefined =>
  syntax ? OF_SYNTAX[syntax] : OF_EXTENSION[path.slice(path.lastIndexOf(".")).toLowerCase()];
