import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { FRAGMENTS } from "./fragments.ts";
import { PLACES } from "./places.ts";

/**
 * What checking a file of 200 KB cost: seconds of processors, and the most memory that its process had so far; where
 * that was much, of a process that checks nothing else.
 */
export interface Cost {
  readonly what: string;
  readonly seconds: number;
  readonly megabytes: number;
}

const WATCHDOG_MS = 60_000;
/** Beyond that a file is asked again, alone. */
const MUCH_MB = 400;
const RUN = resolve(import.meta.dirname, "run.ts");

/** Every fragment in every place, each place in a process of its own; one that hangs is ended, and costs no end. */
export async function costOfFragments(): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (const [place, { path }] of PLACES.entries())
    for (let next = 0; next < FRAGMENTS.length;) {
      const { done, at } = await inProcess(place, next, FRAGMENTS.length);
      for (const { index, ...cost } of done) {
        const [alone] = cost.megabytes > MUCH_MB ? (await inProcess(place, index, index + 1)).done : [];
        const { seconds, megabytes } = alone ?? cost;
        costs.push({ what: named(path, index), seconds, megabytes });
      }
      if (at === undefined) break;
      costs.push({ what: named(path, at), seconds: Infinity, megabytes: Infinity });
      next = at + 1;
    }
  return costs.toSorted((a, b) => b.seconds - a.seconds);
}

const named = (path: string, index: number): string => `${path} ${JSON.stringify(FRAGMENTS[index])}`;

interface Line {
  readonly begins?: number;
  readonly index: number;
  readonly seconds: number;
  readonly megabytes: number;
}

async function inProcess(
  place: number,
  from: number,
  to: number,
): Promise<{ done: readonly Line[]; at: number | undefined }> {
  const child = spawn(process.execPath, [RUN, String(place), String(from), String(to)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const done: Line[] = [];
  let at: number | undefined = from;
  const hang = (): void => void child.kill("SIGKILL");
  let watchdog = setTimeout(hang, WATCHDOG_MS);
  for await (const text of createInterface({ input: child.stdout })) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by the script beside this one
    const line = JSON.parse(text) as Line;
    at = line.begins;
    if (at === undefined) done.push(line);
    clearTimeout(watchdog);
    watchdog = setTimeout(hang, WATCHDOG_MS);
  }
  clearTimeout(watchdog);
  return { done, at };
}
