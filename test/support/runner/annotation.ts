export type Level = "error" | "warning" | "notice";

export interface Annotation {
  readonly level: Level;
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
}

/** An annotation with those positions that the runner lets through (ValidateLinesAndColumns in ActionCommandManager.cs). */
export function annotate(level: Level, message: string, properties: ReadonlyMap<string, string>): Annotation {
  const [title, file] = [properties.get("title"), properties.get("file")];
  const [line = NaN, endLine = line] = [number(properties, "line", "endline"), number(properties, "endline")];
  const [col = NaN, endColumn = col] = [number(properties, "col", "endcolumn"), number(properties, "endcolumn")];
  return {
    level,
    message,
    ...(title !== undefined && { title }),
    ...(file !== undefined && { file }),
    ...(endLine >= line && { line, endLine }),
    // Columns count within one line only.
    ...(endLine === line && endColumn >= col && { col, endColumn }),
  };
}

/** The first of these properties that is there, as an integer. */
function number(properties: ReadonlyMap<string, string>, ...keys: readonly string[]): number | undefined {
  const text = keys.map((key) => properties.get(key)).find((value) => value !== undefined);
  return text !== undefined && /^-?\d+$/u.test(text) ? Number(text) : undefined;
}
