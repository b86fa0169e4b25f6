import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";

/** What somebody who read a finding and its file says of it. */
export interface Read {
  readonly repository: string;
  readonly path: string;
  readonly rule: string;
  /** The finding's message; a file may have several of one rule. Absent: all of them. */
  readonly says: string | undefined;
  readonly verdict: boolean;
  readonly note: string;
}
/** Defects that were known before the rules were written: so many findings of a rule there have to be. */
export interface Known {
  readonly repository: string;
  readonly rule: string;
  readonly count: number;
  readonly what: string;
}

/** `<repository>.yaml`: a list of verdicts. Throws where a row lacks a field: a verdict without a note is none. */
export function readVerdicts(folder: string): readonly Read[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && name !== KNOWN)
    .flatMap((name) =>
      rowsOf(join(folder, name)).map((row): Read => {
        const { path, rule, says, verdict, note } = row;
        if (
          typeof path !== "string" ||
          typeof rule !== "string" ||
          typeof verdict !== "boolean" ||
          typeof note !== "string"
        )
          throw new Error(`${name}: a row needs path, rule, verdict and note: ${JSON.stringify(row)}`);
        return {
          repository: basename(name, ".yaml"),
          path,
          rule,
          says: typeof says === "string" ? says : undefined,
          verdict,
          note,
        };
      }),
    );
}

const KNOWN = "known-defects.yaml";

export function readKnown(folder: string): readonly Known[] {
  return rowsOf(join(folder, KNOWN)).map((row): Known => {
    const { repository, rule, count, what } = row;
    if (
      typeof repository !== "string" ||
      typeof rule !== "string" ||
      typeof count !== "number" ||
      typeof what !== "string"
    )
      throw new Error(`${KNOWN}: a row needs repository, rule, count and what: ${JSON.stringify(row)}`);
    return { repository, rule, count, what };
  });
}

function rowsOf(file: string): readonly Readonly<Record<string, unknown>>[] {
  const rows: unknown = parse(readFileSync(file, "utf8"));
  if (!Array.isArray(rows)) throw new Error(`${file} has to be a list.`);
  return rows.map((row: unknown) => (isRow(row) ? row : {}));
}

function isRow(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === "object" && row !== null;
}
