import { lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { FileChange } from "../../rehearsal/case-result.ts";
import { listedIn } from "../files/listed-in.ts";
import { readBounded } from "../files/read-bounded.ts";
import type { Fixture, FixtureFile } from "./lay-out-workspace.ts";

/** A program that leaves more has lost its way; the rest is not looked at. */
const MOST_FILES = 20_000;
const DEEPEST = 60;
const LARGEST = 16 * 1024 * 1024;
/** Of texts that are kept for those who ask what is in a file now. */
const MOST_KEPT = 32 * 1024 * 1024;

export interface WorkspaceChanges {
  /** In the order of their paths. */
  readonly changes: readonly FileChange[];
  /** What stands in files that were added or changed, as far as there is room for it. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a program did to its workspace. It may have made links and pipes: none is followed, none opened. */
export function changesIn(workspace: string, fixture: Fixture): WorkspaceChanges {
  const changes: FileChange[] = [];
  const texts = new Map<string, string>();
  const seen = new Set<string>();
  let kept = 0;
  for (const path of filesIn(workspace)) {
    seen.add(path);
    const before = fixture.get(path);
    if (before && isSame(join(workspace, path), before)) continue;
    changes.push({ path, how: before ? "changed" : "added" });
    const bytes = readBounded(join(workspace, path), Math.min(LARGEST, MOST_KEPT - kept));
    if (!bytes) continue;
    kept += bytes.length;
    texts.set(path, bytes.toString("utf8"));
  }
  for (const path of fixture.keys())
    if (!seen.has(path) && !isThere(join(workspace, path))) changes.push({ path, how: "removed" });
  return { changes: changes.toSorted((one, other) => (one.path < other.path ? -1 : 1)), texts };
}

function isSame(file: string, before: FixtureFile): boolean {
  const stats = lstatSync(file);
  if ("link" in before) return stats.isSymbolicLink() && readlinkSync(file) === before.link;
  if (!stats.isFile() || stats.size !== before.bytes.length) return false;
  if (((stats.mode & 0o100) !== 0) !== before.executable) return false;
  return readBounded(file, before.bytes.length)?.equals(before.bytes) === true;
}

/** Beyond what was looked at, a file may still be there. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // a file took the place of its folder
  }
}

/** Everything that is no folder, but for git's own; folders that cannot be listed have nothing in them. */
function* filesIn(workspace: string): Generator<string> {
  let count = 0;
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: "", depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const entry of listedIn(join(workspace, next.folder))) {
      const path = next.folder + entry.name;
      if (path === ".git") continue;
      if (entry.isDirectory()) {
        if (next.depth < DEEPEST) waiting.push({ folder: `${path}/`, depth: next.depth + 1 });
      } else {
        count += 1;
        if (count > MOST_FILES) return;
        yield path;
      }
    }
}
