import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type WorkBudget, openBudget } from "../../conditions/budget.ts";
import { compilePatterns } from "../../conditions/glob.ts";
import { UsageError } from "../../model/usage-error.ts";
import { gitFolders } from "../git/git-index.ts";

/**
 * The patterns that hold in a folder, weakest first. `below` is the way from the folder of their file to that folder.
 */
export type Ignores = readonly {
  readonly below: string;
  readonly match: ReturnType<typeof compilePatterns>;
  readonly length: number;
}[];

/** Characters of patterns that hold in one folder: each file is compared with all of them. */
const MOST_PATTERNS = 128 * 1024;

/** Steps that comparing may take for one folder: with as many patterns as a repository has, half a million files. */
const MOST_STEPS = 100_000_000;

/** What the comparisons of one listing share. Throws UsageError where they take too long. */
export const openComparisons = (): WorkBudget =>
  openBudget(
    MOST_STEPS,
    undefined,
    () =>
      new UsageError(
        "The patterns of .gitignore files are too many for so many files: comparing them takes more steps than a run may. Write fewer patterns with `*`, or shorter ones.",
      ),
  );

/** The ignore rules that hold in a folder because of the folders above it, up to the repository's top. */
export function ignoresAbove(top: string, prefix: string): Ignores {
  const folders = prefix.split("/").slice(0, -1);
  const { spend } = openComparisons();
  let rules = rulesIn(join(gitFolders(top).shared, "info", "exclude"), [], spend);
  for (const [depth, name] of folders.entries()) {
    const own = rulesIn(join(top, ...folders.slice(0, depth), ".gitignore"), rules, spend);
    rules = belowFolder([...rules, ...own], name);
  }
  return rules;
}

/**
 * The rules of one file; none where it is absent.
 * Throws UsageError where, with those that hold already, they are too many.
 */
export function rulesIn(file: string, inherited: Ignores, spend: WorkBudget["spend"]): Ignores {
  const text = textOf(file);
  if (text === undefined) return [];
  const length = text.length + inherited.reduce((sum, rule) => sum + rule.length, 0);
  if (length > MOST_PATTERNS)
    throw new UsageError(
      `${file} holds more patterns than each file can be compared with: at most ${MOST_PATTERNS / 1024} KiB, those of the folders above included. Shorten it.`,
    );
  return [{ below: "", match: compilePatterns(text.split("\n"), spend), length: text.length }];
}

function textOf(file: string): string | undefined {
  try {
    // git follows no link here either, and one to /dev/zero would never end.
    return lstatSync(file).isFile() ? readFileSync(file, "utf8").replace(/^\uFEFF/, "") : undefined;
  } catch {
    return undefined; // absent, or not ours to read: nothing is ignored on its account
  }
}

/** Whether the last rule that says something about a file or folder ignores it. */
export function isIgnored(ignores: Ignores, name: string, directory: boolean): boolean {
  for (let at = ignores.length - 1; at >= 0; at--) {
    const rule = ignores[at];
    const verdict = rule?.match(rule.below + name, directory);
    if (verdict) return verdict === "ignored";
  }
  return false;
}

/** The rules as they hold one folder further down. */
export const belowFolder = (ignores: Ignores, name: string): Ignores =>
  ignores.map((rule) => ({ ...rule, below: `${rule.below}${name}/` }));
