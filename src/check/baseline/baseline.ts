import { byText } from "../../model/by-text.ts";
import { integer, list, Mismatch, object, optional, type Read, string } from "../../model/read-value.ts";

/**
 * A finding that was there before. `path` counts from the configuration's folder; empty, it is about the repository.
 */
export interface BaselineEntry {
  readonly rule: string;
  readonly path: string;
  readonly fingerprint: string;
  /** What it said when it was taken in, for whoever reviews the file; it is never written anew, and decides nothing. */
  readonly message?: string;
  /** Of a finding in the history: it is neither gone nor to be looked for where only files are checked. */
  readonly commit?: string;
}

/** What the file holds. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
  /** The scanner program whose findings its `secret/*` entries are; absent where our own engine found them. */
  readonly engine?: string;
}

const VERSION = 1;
const entry: Read<BaselineEntry> = (value, at) => ({
  ...object({ rule: string, path: string, fingerprint: string })(value, at),
  ...optional({ commit: string, message: string })(value, at),
});
const whole: Read<Baseline & { readonly version: number }> = (value, at) => ({
  ...object({ version: integer(1), entries: list(entry) })(value, at),
  ...optional({ engine: string })(value, at),
});

export type ReadBaseline =
  | { readonly ok: true; readonly baseline: Baseline }
  | { readonly ok: false; readonly reason: string };

export function parseBaseline(json: string): ReadBaseline {
  try {
    const { version, ...baseline } = whole(JSON.parse(json), "");
    if (version === VERSION) return { ok: true, baseline };
    return { ok: false, reason: `it is of version ${version}, and this agent-ci reads version ${VERSION}` };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, reason: error.message };
    if (error instanceof SyntaxError) return { ok: false, reason: "it is no JSON" };
    throw error;
  }
}

/** One entry in a line, sorted, so that two branches that change it rarely meet in a line. */
export function renderBaseline({ entries, engine }: Baseline): string {
  const lines = entries
    .toSorted((a, b) => byText(a.path, b.path) || byText(a.rule, b.rule) || byText(a.fingerprint, b.fingerprint))
    .map(
      ({ rule, path, message, fingerprint, commit }) =>
        `    ${JSON.stringify({ rule, path, message, fingerprint, commit })}`,
    );
  const listed = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  const by = engine === undefined ? "" : `  "engine": ${JSON.stringify(engine)},\n`;
  return `{\n  "version": ${VERSION},\n${by}  "entries": ${listed}\n}\n`;
}
