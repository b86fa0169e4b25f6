import { join } from "node:path";
import type { ScannerArchive } from "../../secrets/scanner-archive.ts";
import { outside, userCache } from "../files/cache-folder.ts";
import { makeFolder } from "../files/make-folder.ts";
import { readBounded } from "../files/read-bounded.ts";
import { writeWhole } from "../files/write-whole.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Archives as they were downloaded, from one run to the next.
 * Whoever reads one checks it: it may have been changed since.
 */
export interface ToolCache {
  readonly read: (archive: ScannerArchive, largest: number) => Uint8Array | undefined;
  readonly keep: (archive: ScannerArchive, bytes: Uint8Array) => void;
}

/** The runner's tool cache, or a folder of the user's. Where neither lies outside the checkout, nothing is kept. */
export function openToolCache(env: Env, checkout: string): ToolCache {
  const root = outside(checkout, env["RUNNER_TOOL_CACHE"]) ?? ownRoot(env, checkout);
  return {
    read: (archive, largest) =>
      root === undefined ? undefined : readBounded(join(folderOf(root, archive), archive.file), largest),
    keep: (archive, bytes) => {
      if (root !== undefined) write(folderOf(root, archive), archive.file, bytes);
    },
  };
}

function ownRoot(env: Env, checkout: string): string | undefined {
  const base = outside(checkout, userCache(env));
  return base === undefined ? undefined : join(base, "agent-ci", "tools");
}

/**
 * As @actions/tool-cache lays out a tool.
 * The prefix keeps whoever looks for the program itself from finding its archive.
 */
function folderOf(root: string, { scanner, version, platform }: ScannerArchive): string {
  return join(root, `agent-ci-${scanner}`, version, platform.replace(/^.*_/, ""));
}

/** What cannot be written is downloaded again; another run reads the whole of one or the other. */
function write(folder: string, file: string, bytes: Uint8Array): void {
  try {
    makeFolder(folder);
    writeWhole(join(folder, file), bytes, { cached: true });
    writeWhole(`${folder}.complete`, "", { cached: true });
  } catch {
    // The next run tries again.
  }
}
