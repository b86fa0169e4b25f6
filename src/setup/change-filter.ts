import { UNWANTED, UNWANTED_RULES } from "../inventory/places/unwanted.ts";

/**
 * Paths as pipelines ask for them: GitLab's globs, and an extended regular expression. Either may let more paths begin
 * a stage than the rules speak of, and never fewer.
 */
export interface ChangeFilter {
  readonly globs: readonly string[];
  readonly pattern: string;
}

/** The table of what has no place in a repository: one glob for each rule. */
export const unwantedFilter = (): ChangeFilter => {
  const rows = UNWANTED_RULES.map((rule) => UNWANTED[rule].paths);
  return {
    globs: rows.map((paths) => `**/{${paths.map((path) => path.replace(/\/\*\*$/, "/**/*")).join(",")}}`),
    pattern: `(^|/)(${rows.flat().map(expression).join("|")})$`,
  };
};

const PIECES: Readonly<Record<string, string>> = {
  "**/": "([^/]+/)*",
  "**": ".+",
  "*": "[^/]*",
  "{": "(",
  ",": "|",
  "}": ")",
  ".": String.raw`\.`,
};

const expression = (path: string): string => path.replaceAll(/\*\*\/|\*\*|[*{,}.]/g, (piece) => PIECES[piece] ?? piece);

/**
 * The same of patterns that a configuration writes as `.gitignore` does. What stands in them ends up in a shell and in
 * YAML: all but letters, digits and `-._/` becomes a sign for any character. Patterns that take something out again say
 * nothing here.
 */
export function patternFilter(patterns: readonly string[]): ChangeFilter {
  const wanted = patterns.flatMap(read);
  return {
    globs: [
      ...new Set(
        wanted.flatMap(({ anywhere, parts, folder }) => {
          const glob = (anywhere ? "**/" : "") + parts.join("");
          return [...(folder ? [] : [glob]), `${glob.replace(/\/\*\*$/, "")}/**/*`];
        }),
      ),
    ],
    pattern: [
      ...new Set(
        wanted.map(({ anywhere, parts, folder }) => {
          const body = parts.map((part) => EXPRESSION[part] ?? part.replaceAll(".", String.raw`\.`)).join("");
          return `${anywhere ? "(^|/)" : "^"}${body}${folder ? "/" : "(/|$)"}`;
        }),
      ),
    ].join("|"),
  };
}

interface Wanted {
  readonly anywhere: boolean;
  readonly folder: boolean;
  readonly parts: readonly string[];
}

/** Any characters of a name. */
const ANY = "*";
const EXPRESSION: Readonly<Record<string, string>> = { "**/": "(.*/)?", "**": ".*", [ANY]: "[^/]*" };

function read(line: string): readonly Wanted[] {
  const text = line.trimEnd();
  if (text === "" || text.startsWith("#") || text.startsWith("!")) return [];
  const whole = text.replace(/(?<!\/)\/+$/, "");
  const body = whole.replace(/^\//, "");
  if (body === "") return [];
  // Stars, plain characters, a set, an escaped character, anything else.
  const pieces = body.match(/\*\*\/|(?<=\/)\*\*$|\*+|[\w./-]+|\[(?:\\.|[^\\\]])+\]|\\?./gsu) ?? [];
  const parts = pieces.map((piece) => (/^(?:\*\*\/|[\w./-]+)$/.test(piece) ? piece : ANY));
  const deep = pieces.at(-1) === "**" && body.endsWith("/**");
  return [
    {
      anywhere: !whole.includes("/"),
      folder: text.endsWith("/"),
      parts: joined(deep ? [...parts.slice(0, -1), "**"] : parts),
    },
  ];
}

/** Several signs for any characters say no more than one. */
const joined = (parts: readonly string[]): readonly string[] =>
  parts.filter((part, index) => part !== ANY || parts[index - 1] !== ANY);
