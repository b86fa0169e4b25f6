import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Excused } from "../../model/report.ts";
import type { Rule } from "../../model/rule.ts";
import type { BaselineEntry } from "./baseline.ts";
import { type Baselining, isBaselined, type Matched, matchBaseline } from "./match-baseline.ts";
import { baselineEngine, baselineMoved, baselineStale } from "../rules.ts";
import type { Found } from "../found.ts";
import { group } from "../../model/group.ts";

export interface Baselined {
  readonly kept: readonly Diagnostic[];
  readonly excused: readonly Excused[];
  /** What is wrong with the baseline itself. */
  readonly found: readonly Found[];
  /** The baseline that today's findings would make. */
  readonly anew: Anew;
}
export interface Anew {
  readonly kept: readonly BaselineEntry[];
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
  readonly moved: number;
}

/** Takes out what was there before. `file` is the baseline's own path from the checked folder, if it lies there. */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  given: Baselining & { readonly file?: string },
  registry: ReadonlyMap<string, Rule>,
): Baselined {
  const matched = matchBaseline(diagnostics, given, registry);
  return {
    kept: matched.kept,
    excused: matched.known.map((diagnostic) => ({ by: "baseline", diagnostic })),
    found: [...engineFindings(given), ...movedFindings(matched, given.file), ...staleFindings(matched, given.file)],
    anew: anew(matched, given, registry),
  };
}

function anew({ kept, moved, stale, unseen }: Matched, given: Baselining, registry: ReadonlyMap<string, Rule>): Anew {
  const gone = new Set([...stale, ...unseen, ...moved.map(({ entry }) => entry)]);
  return {
    kept: [
      ...given.entries.filter((entry) => !gone.has(entry)),
      ...unseen,
      ...moved.map(({ entry, to }) => ({ ...entry, path: to })),
    ],
    added: kept.flatMap(({ rule, path, message, fingerprint, commit }) => {
      const at = isBaselined(rule, registry) ? given.entryPath(path) : undefined;
      return at === undefined
        ? []
        : [{ rule, path: at, message: shortened(message), fingerprint, ...(commit !== undefined && { commit }) }];
    }),
    removed: stale,
    moved: moved.length,
  };
}

/** What a reviewer needs of a message: a quoted value can be as long as the file it stands in. */
const shortened = (message: string): string =>
  message.length <= MESSAGE ? message : `${message.slice(0, MESSAGE - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
const MESSAGE = 300;

/** Another engine than that of the baseline searches for secrets, and the baseline knows some. */
function engineFindings({ entries: all, engines, file }: Baselining & { readonly file?: string }): readonly Found[] {
  const secrets = all.filter(({ rule }) => rule.startsWith("secret/")).length;
  if (!engines || engines.before === engines.now || secrets === 0) return [];
  const message = `${entries(secrets)} for secrets ${secrets === 1 ? "is" : "are"} by ${engines.before}, and now ${engines.now} searches: findings and entries may not match.`;
  return [{ rule: baselineEngine, finding: { message, ...(file !== undefined && { path: file }) } }];
}

/** One finding for each file: a renamed one would have as many as it has entries. */
function movedFindings({ moved }: Matched, file: string | undefined): readonly Found[] {
  const pairs = group(moved, ({ entry, to }) => JSON.stringify([entry.path, to]));
  return [...pairs.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const message = `${entries(all.length)} for "${first.entry.path}", which is gone, ${all.length === 1 ? "is" : "are"} found in "${first.to}" now.`;
    return [{ rule: baselineMoved, finding: { message, ...(file !== undefined && { path: file }) } }];
  });
}

const MOST_NAMED = 5;

function staleFindings({ stale }: Matched, file: string | undefined): readonly Found[] {
  return [...group(stale, ({ path }) => path)].map(([path, all]) => {
    const rules = [...new Set(all.map(({ rule }) => rule))];
    const named = [...rules.slice(0, MOST_NAMED), ...(rules.length > MOST_NAMED ? ["…"] : [])].join(", ");
    const about = path === "" ? "the repository" : `"${path}"`;
    const message = `${entries(all.length)} for ${about} ${all.length === 1 ? "matches" : "match"} nothing any more: ${named}.`;
    return { rule: baselineStale, finding: { message, ...(file !== undefined && { path: file }) } };
  });
}

const entries = (count: number): string => (count === 1 ? "1 entry" : `${count} entries`);
