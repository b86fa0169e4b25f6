import { policyWeakened } from "../../../check/rules.ts";
import type { Found } from "../../../check/found.ts";
import { lineText, locationOf, type Source } from "../../../model/source.ts";
import { ALLOW, IGNORE_FILES, ignoring } from "../../../secrets/ignore-list.ts";
import type { Workspace } from "../../../workspace/workspace.ts";

/** What the allow-lists make of a finding: neither, where nobody lets it through. */
export interface AllowAnswer {
  /** The file or comment by which whoever judges lets it through. */
  readonly by?: string;
  /** The change itself lets it through, and whoever judges does not. */
  readonly weakened?: Found;
}
/** `line` is for what has no source. */
export type AskAllowLists = (found: Found, line?: number) => AllowAnswer;

/**
 * The allow-lists of scanner programs, as whoever judges has them: ignore files, and comments `gitleaks:allow` in lines
 * that stand in the judging tree as they stand here. No change lets itself through.
 */
export function allowLists(workspace: Workspace): AskAllowLists {
  const judging = asker(workspace);
  const own = workspace.own && asker(workspace.own);
  return (found, line) => {
    const by = judging(found, line);
    if (by !== undefined) return { by };
    const later = own?.(found, line);
    return later === undefined ? {} : { weakened: weakening(found, later) };
  };
}

/** How many findings each of them lets through. */
export function countAllowed(
  answers: readonly AllowAnswer[],
): readonly { readonly by: string; readonly findings: number }[] {
  const counts = new Map<string, number>();
  for (const { by } of answers) if (by !== undefined) counts.set(by, (counts.get(by) ?? 0) + 1);
  return Array.from(counts, ([by, findings]) => ({ by, findings }));
}

/** Tells by what a finding is let through. */
function asker({ policy, place: { prefix } }: Workspace): (found: Found, line?: number) => string | undefined {
  const lists = IGNORE_FILES.flatMap((by) => {
    const text = policy.read(by);
    return text === undefined ? [] : [{ by, ignores: ignoring(text) }];
  });
  const linesOf = lineReader(policy);
  const wordIn = (line: string, path: string): string | undefined => {
    const [word] = ALLOW.exec(line) ?? [];
    return word !== undefined && linesOf(path).has(line.replace(/\r$/, "")) ? word : undefined;
  };
  let asked: AskedLine | undefined; // a line may be megabytes long and have all the secrets
  return (found, known) => {
    const { path = "" } = found.finding;
    const line = lineOf(found) ?? known;
    if (line === undefined) return undefined;
    const rule = found.engine?.rule;
    const place = {
      file: prefix + path,
      line,
      ...(found.commit !== undefined && { commit: found.commit }),
      ...(rule !== undefined && { rule }),
    };
    const list = lists.find(({ ignores }) => ignores(place));
    if (list) return list.by;
    if (!found.source) return undefined;
    if (asked?.source !== found.source || asked.line !== line)
      asked = { source: found.source, line, word: wordIn(lineText(found.source, line), prefix + path) };
    return asked.word;
  };
}
interface AskedLine {
  readonly source: Source;
  readonly line: number;
  readonly word: string | undefined;
}

const lineOf = ({ source, finding: { at } }: Found): number | undefined => source && at && locationOf(source, at).line;

/** The lines of a file in the judging tree; keeps the last file. */
function lineReader({ home, read }: Workspace["policy"]): (path: string) => ReadonlySet<string> {
  let last: { readonly path: string; readonly lines: ReadonlySet<string> } | undefined;
  return (path) => {
    if (last?.path === path) return last.lines;
    const text = path.startsWith(home) ? read(path.slice(home.length)) : undefined;
    last = { path, lines: new Set(text?.split(/\r?\n/)) };
    return last.lines;
  };
}

function weakening({ finding: { path, at, artifact }, source, commit }: Found, by: string): Found {
  return {
    rule: policyWeakened,
    finding: {
      message: `\`${by}\` lets this secret through once it is merged.`,
      ...(path !== undefined && { path }),
      ...(at && { at }),
      ...(artifact && { artifact }),
    },
    ...(source && { source }),
    ...(commit !== undefined && { commit }),
  };
}
