import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTarget } from "../../src/host/targets/open-target.ts";
import { makeRelease, type ReleaseContents } from "../../src/rollout/release/release.ts";

/** 200 files of 4 KB. */
const FILES = 200;
const SIZE = 4096;

export interface Switched {
  /** Milliseconds of each round, the smallest first: a release is read back and pointed to. */
  readonly forth: readonly number[];
  /** The same back to the one before, the new one marked bad. */
  readonly back: readonly number[];
}

/** Verifies and switches between two releases in a folder, so many times. */
export async function measureSwitches(rounds: number): Promise<Switched> {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
  try {
    const target = openTarget({ kind: "directory", path: folder }, { cwd: folder, env: {}, needsBackup: false });
    const [old, tried] = [releaseOf("old"), releaseOf("new")];
    const kept = [old.digest, tried.digest];
    const before = { active: old.digest, stable: old.digest, canary: null };
    const after = { active: tried.digest, stable: tried.digest, canary: null };
    expectDone((await target.deploy(old)).faults);
    expectDone((await target.applyPointers(before, kept, {})).faults);
    const forth: number[] = [];
    const back: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      expectDone((await target.deploy(tried, { force: "measured" })).faults);
      forth.push(await timed(() => target.applyPointers(after, kept, {})));
      back.push(await timed(() => target.applyPointers(before, kept, { [tried.digest]: "measured" })));
    }
    return { forth: forth.toSorted((a, b) => a - b), back: back.toSorted((a, b) => a - b) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The smallest of sorted numbers that at least this share of them does not exceed. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? Number.NaN;

async function timed(apply: () => Promise<{ readonly faults: readonly string[] }>): Promise<number> {
  const began = performance.now();
  const { faults } = await apply();
  const took = performance.now() - began;
  expectDone(faults);
  return took;
}

function expectDone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

function releaseOf(word: string): ReleaseContents {
  const files = Array.from({ length: FILES }, (_, index) => ({
    path: `skills/skill-${index}/notes.md`,
    bytes: Buffer.from(`${word} ${index}\n`.padEnd(SIZE, "Words. ")),
    executable: false,
  }));
  const made = makeRelease(files);
  if (!made.ok) throw new Error(made.faults.join("\n"));
  return made.value;
}
