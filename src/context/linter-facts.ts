import { dataSyntax } from "../inventory/texts/data-syntax.ts";
import type { DataNode } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";

/** A sentence that a program enforces anyway: how people word it, and where the program's configuration says so. */
interface Enforced {
  readonly says: RegExp;
  /** Names of files. */
  readonly files: readonly string[];
  /** In files of data: keys that say it. One that a linter's rule is switched off by says nothing. */
  readonly key?: RegExp;
  /** In files of data: texts that say it, such as the name of a hook, by the keys above them. */
  readonly value?: RegExp;
  /** In all other files. */
  readonly line?: RegExp;
}

const EDITOR = ".editorconfig";
const PRETTIER = [".prettierrc", ".prettierrc.json", ".prettierrc.yaml", ".prettierrc.yml"];
const BIOME = ["biome.json", "biome.jsonc"];
const RUFF = ["ruff.toml", ".ruff.toml", "pyproject.toml"];
const PRE_COMMIT = ".pre-commit-config.yaml";
const ESLINT = [
  ".eslintrc",
  ".eslintrc.json",
  ".eslintrc.yaml",
  ".eslintrc.yml",
  ...["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `eslint.config.${ending}`),
];

/**
 * The sentences that are known.
 * Only what the configuration itself states is taken for enforced; defaults of a program are not.
 */
const ENFORCED: readonly Enforced[] = [
  {
    says: /\b(?:\d+|two|four)[- ]spaces?\b.*\bindent|\bindent\w*\b.*\b(?:spaces?|tabs?)\b|\buse tabs\b/i,
    files: [EDITOR, ...PRETTIER, ...BIOME],
    key: /^(?:tabWidth|useTabs|indentStyle)$/,
    line: /^[ \t]*indent_(?:size|style)[ \t]*=/m,
  },
  {
    says: /\b(?:single|double)[- ]quotes?\b/i,
    files: [...PRETTIER, ...BIOME, ...RUFF],
    key: /^(?:singleQuote|quoteStyle|quote-style)$/,
  },
  { says: /\bsemicolons?\b/i, files: [...PRETTIER, ...BIOME], key: /^semi(?:colons)?$/ },
  {
    says: /\btrailing (?:white ?space|spaces)\b/i,
    files: [EDITOR, PRE_COMMIT],
    value: /\bid trailing-whitespace$/,
    line: /^[ \t]*trim_trailing_whitespace[ \t]*=[ \t]*true/m,
  },
  {
    says: /\b(?:final|trailing) newline\b|\bend (?:files? )?with a newline\b/i,
    files: [EDITOR, PRE_COMMIT],
    value: /\bid end-of-file-fixer$/,
    line: /^[ \t]*insert_final_newline[ \t]*=[ \t]*true/m,
  },
  {
    says: /\b(?:line length|lines?)\b.*\b(?:79|80|88|99|100|110|120)\b/i,
    files: [EDITOR, ...PRETTIER, ...RUFF, ...BIOME],
    key: /^(?:printWidth|line-length|lineWidth)$/,
    line: /^[ \t]*max_line_length[ \t]*=/m,
  },
  {
    says: /\b(?:no|never use|avoid|don't use|do not use)\b.*`any`|`any`.*\b(?:forbidden|not allowed|banned)\b/i,
    files: [".oxlintrc.json", ...ESLINT, ...BIOME],
    key: /(?:^|\/)no-explicit-any$|^noExplicitAny$/,
    line: /^(?![ \t]*(?:\/\/|\*)).*no-explicit-any/m,
  },
  {
    says: /\b(?:sort|order)\w*\b.*\bimports?\b|\bimports?\b.*\b(?:sorted|ordered|alphabetical)/i,
    files: [".isort.cfg", ...RUFF, ...BIOME, ...ESLINT],
    key: /^(?:isort|organizeImports)$|^(?:simple-import-sort|import)\/(?:imports|order)$/,
    value: /\b(?:select|extend-select) I$/,
    line: /^(?![ \t]*(?:\/\/|\*|#)).*(?:isort|simple-import-sort|import\/order)/m,
  },
];

/** The files of data that are asked, for whoever takes the inventory. */
export const LINTER_FILES: readonly string[] = [...new Set(ENFORCED.flatMap(({ files }) => files))].filter(
  (name) => dataSyntax(name) !== undefined,
);

/** Answers, for the text of a line, which file of the repository enforces what it asks for. */
export function enforcedBy(repository: Repository): (line: string) => string | undefined {
  const paths = repository.paths.map(({ path }) => path);
  const found = ENFORCED.map((one) => {
    const names = new Set(one.files);
    return paths.find((path) => names.has(path.slice(path.lastIndexOf("/") + 1)) && isStated(repository, path, one));
  });
  return (line) => {
    if (line.length > 300) return undefined;
    return found.find((path, index) => path !== undefined && ENFORCED[index]?.says.test(line));
  };
}

function isStated(repository: Repository, path: string, { key, value, line }: Enforced): boolean {
  if (dataSyntax(path) === undefined) return line?.test(repository.source(path)?.text ?? "") ?? false;
  const data = repository.data(path);
  return data !== undefined && states(data, "", key ?? NEVER, value ?? NEVER);
}
const NEVER = /(?!)/;

/** Whether a key of the tree, or a text with the key that it stands under before it, says so. */
function states(node: DataNode, under: string, key: RegExp, value: RegExp): boolean {
  if (node.kind === "list") return node.items.some((item) => states(item, under, key, value));
  if (node.kind !== "map") return node.kind === "string" && value.test(`${under} ${node.value}`);
  return node.entries.some((one) => (key.test(one.key) && !isOff(one.value)) || states(one.value, one.key, key, value));
}

/** `"off"`, also as the first of a list with options. */
function isOff(node: DataNode): boolean {
  const first = node.kind === "list" ? node.items[0] : node;
  return first?.kind === "string" && first.value === "off";
}
