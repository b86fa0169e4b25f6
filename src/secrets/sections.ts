import { integer, list, object, optional, string, type Read } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind } from "../model/view.ts";

export interface ScanEngine {
  readonly name: string;
  /** Absent where it states none. */
  readonly version?: string;
}

/** Who searched for secrets, and what of it is not reported. */
interface SecretScan {
  readonly engine: ScanEngine;
  /** What the engine found before anything was left out. */
  readonly found: number;
  /** Findings that somebody answers for, by the file or comment that says so. */
  readonly allowed: readonly { readonly by: string; readonly findings: number }[];
  /** Findings of a program in files that were not asked about: ignored ones, other scopes, other folders. */
  readonly elsewhere: number;
  /** Findings in commits of what stands in a file, or in an older commit, and is reported there. */
  readonly again: number;
  /** Secrets in texts that have too many to be reported one by one. */
  readonly beyond: number;
  /** Files that could not be read, or are too large. */
  readonly unsearched: number;
}

export const secretScanSection = (data: SecretScan): Section => ({ kind: "secret-scan", version: 1, data });

const always = object({
  engine: (value, at) => ({ ...object({ name: string })(value, at), ...optional({ version: string })(value, at) }),
  found: integer(0),
  allowed: list(object({ by: string, findings: integer(0) })),
  elsewhere: integer(0),
  again: integer(0),
});
const later = optional({ beyond: integer(0), unsearched: integer(0) });
/** Reads the section's data. Reports of before did not count what was left out. */
const read: Read<SecretScan> = (value, at) => ({ beyond: 0, unsearched: 0, ...always(value, at), ...later(value, at) });

/** The engine that a report says searched for secrets; undefined where none did. */
export function engineOf(sections: readonly Section[]): ScanEngine | undefined {
  const section = sections.find(({ kind, version }) => kind === "secret-scan" && version === 1);
  return section && read(section.data, "").engine;
}

export const EMBEDDED = "embedded";

export const secretScanKind: SectionKind = {
  kind: "secret-scan",
  version: 1,
  view: (data) => {
    const { engine, found, allowed, elsewhere, again, beyond, unsearched } = read(data, "");
    const version = engine.version ?? "which states no version";
    const left = [
      ...allowed.map(({ by, findings }) => `${findings} let through by ${by}`),
      ...(elsewhere === 0 ? [] : [`${elsewhere} in files that were not asked about`]),
      ...(again === 0 ? [] : [`${again} in commits, of what is reported already`]),
      ...(beyond === 0 ? [] : [`${beyond} more are hidden, but not reported: a text with more than a thousand`]),
      ...(unsearched === 0
        ? []
        : [`not searched, since larger than 4 MiB, unreadable or not checked out: ${unsearched} of the files`]),
    ];
    const calm = engine.name === EMBEDDED && left.length === 0;
    return {
      title: "Search for secrets",
      blocks: calm ? [] : [{ lines: [`By ${engine.name}, ${version}: ${found} found`, ...left] }],
    };
  },
};
