import type { Repository } from "../model/rule.ts";

/** A sentence that a program enforces anyway: how people word it, and where the program's configuration says so. */
interface Enforced {
  readonly says: RegExp;
  readonly files: RegExp;
  readonly configured: RegExp;
}

/**
 * The sentences that are known.
 * Only what the configuration itself states is taken for enforced; defaults of a program are not.
 */
const ENFORCED: readonly Enforced[] = [
  {
    says: /\b(?:\d+|two|four)[- ]spaces?\b.*\bindent|\bindent\w*\b.*\b(?:spaces?|tabs?)\b|\buse tabs\b/i,
    files: /(?:^|\/)\.editorconfig$|(?:^|\/)\.prettierrc(?:\.json|\.ya?ml)?$|(?:^|\/)biome\.jsonc?$/,
    configured: /indent_(?:size|style)|tabWidth|useTabs|indentStyle/,
  },
  {
    says: /\b(?:single|double)[- ]quotes?\b/i,
    files:
      /(?:^|\/)\.prettierrc(?:\.json|\.ya?ml)?$|(?:^|\/)biome\.jsonc?$|(?:^|\/)\.?ruff\.toml$|(?:^|\/)pyproject\.toml$/,
    configured: /singleQuote|quoteStyle|quote-style/,
  },
  {
    says: /\bsemicolons?\b/i,
    files: /(?:^|\/)\.prettierrc(?:\.json|\.ya?ml)?$|(?:^|\/)biome\.jsonc?$/,
    configured: /"?\bsemi(?:colons)?"?\s*:/,
  },
  {
    says: /\btrailing (?:white ?space|spaces)\b/i,
    files: /(?:^|\/)\.editorconfig$|(?:^|\/)\.pre-commit-config\.yaml$/,
    configured: /trim_trailing_whitespace\s*=\s*true|trailing-whitespace/,
  },
  {
    says: /\b(?:final|trailing) newline\b|\bend (?:files? )?with a newline\b/i,
    files: /(?:^|\/)\.editorconfig$|(?:^|\/)\.pre-commit-config\.yaml$/,
    configured: /insert_final_newline\s*=\s*true|end-of-file-fixer/,
  },
  {
    says: /\b(?:line length|lines?)\b.*\b(?:79|80|88|99|100|110|120)\b/i,
    files:
      /(?:^|\/)\.editorconfig$|(?:^|\/)\.prettierrc(?:\.json|\.ya?ml)?$|(?:^|\/)\.?ruff\.toml$|(?:^|\/)pyproject\.toml$|(?:^|\/)biome\.jsonc?$/,
    configured: /max_line_length|printWidth|line-length|lineWidth/,
  },
  {
    says: /\b(?:no|never use|avoid|don't use|do not use)\b.*`any`|`any`.*\b(?:forbidden|not allowed|banned)\b/i,
    files: /(?:^|\/)(?:\.oxlintrc\.json|\.eslintrc(?:\.json|\.ya?ml)?|eslint\.config\.[cm]?[jt]s|biome\.jsonc?)$/,
    configured: /no-explicit-any|noExplicitAny/,
  },
  {
    says: /\b(?:sort|order)\w*\b.*\bimports?\b|\bimports?\b.*\b(?:sorted|ordered|alphabetical)/i,
    files:
      /(?:^|\/)(?:\.isort\.cfg|pyproject\.toml|\.?ruff\.toml|biome\.jsonc?|\.eslintrc(?:\.json|\.ya?ml)?|eslint\.config\.[cm]?[jt]s)$/,
    configured:
      /isort|organizeImports|simple-import-sort|import\/order|extend-select\s*=\s*\[[^\]]*"I"|select\s*=\s*\[[^\]]*"I"/,
  },
];

/** Answers, for the text of a line, which file of the repository enforces what it asks for. */
export function enforcedBy(repository: Repository): (line: string) => string | undefined {
  const paths = repository.paths.map(({ path }) => path);
  const found = ENFORCED.map(({ files, configured }) =>
    paths.find((path) => files.test(path) && configured.test(repository.text(path) ?? "")),
  );
  return (line) => {
    if (line.length > 300) return undefined;
    return found.find((path, index) => path !== undefined && ENFORCED[index]?.says.test(line));
  };
}
