import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Offer } from "../src/catalogue/offer.ts";
import { newSearchIndex, type SearchIndex } from "../src/catalogue/search-index.ts";
import { median } from "./bench/measure.ts";
import { foundByPrompts } from "./bench/which-found.ts";

/** npm run bench:which: what a question to the catalogue costs in process, beside the limits that it is held to. */

const CORPUS = join(import.meta.dirname, "../../shared/corpus/novotnyllc__dotnet-marketplace");

/** Words in the proportion in which texts have them: the n-th as often as 1 / n. Always the same ones. */
function newWords(seed: number): () => string {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => `w${Math.floor(8000 ** next())}x`;
}

function offers(count: number, word: () => string): readonly Offer[] {
  return Array.from({ length: count }, (_, at): Offer => {
    const name = `${word()}-${word()}-${at}`;
    const description = Array.from({ length: 28 }, word).join(" ");
    const digest = createHash("sha256")
      .update(name + description)
      .digest("hex");
    return { kind: "skill", path: `skills/${name}/SKILL.md`, name, description, digest };
  });
}

function millis(what: () => void, rounds = 15): number {
  return median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      what();
      return performance.now() - start;
    }),
  );
}

function filled(all: readonly Offer[]): SearchIndex {
  const index = newSearchIndex();
  index.update(all);
  return index;
}

/** Bytes of the heap that an index of so many holds, in a process of its own. */
function heldBy(count: number): number {
  const printed = execFileSync(process.execPath, ["--expose-gc", import.meta.filename, "--heap", String(count)]);
  return Number(printed.toString());
}

if (process.argv[2] === "--heap") {
  const all = offers(Number(process.argv[3]), newWords(1));
  const used = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  const index = filled(all);
  const held = used() - before;
  index.search("w1x", 1); // so that it is still there
  console.log(held);
} else {
  const word = newWords(2);
  const missed: string[] = [];
  const report = (what: string, value: number, unit: string, limit: number): void => {
    console.log(`${what.padEnd(44)} ${value.toFixed(2).padStart(8)} ${unit}  (limit ${limit})`);
    if (value > limit) missed.push(what);
  };
  const prompts = Array.from({ length: 10 }, () => Array.from({ length: 14 }, word).join(" "));
  for (const { count, query } of [
    { count: 1133, query: 5 },
    { count: 10_000, query: 20 },
  ]) {
    const all = offers(count, newWords(1));
    const index = filled(all);
    let at = 0;
    report(
      `a question to ${count}`,
      millis(() => index.search(prompts[at++ % 10] ?? "", 10), 50),
      "ms",
      query,
    );
    if (count > 1133) continue;
    report(
      `ten questions to ${count}`,
      millis(() => prompts.forEach((prompt) => index.search(prompt, 10))),
      "ms",
      50,
    );
    report(
      `an index of ${count}`,
      millis(() => filled(all), 5),
      "ms",
      1000,
    );
    const changed = offers(15, newWords(3));
    report(
      "one changed of them",
      millis(() => index.update([...all.slice(1), ...changed.slice(at % 15, (at++ % 15) + 1)])),
      "ms",
      10,
    );
  }
  report("held by an index of 10000", heldBy(10_000) / 1024 / 1024, "MiB", 50);
  const found = await foundByPrompts(CORPUS);
  if (!found) console.log(`No ${CORPUS}: nobody asked its prompts.`);
  for (const { set, prompts: asked, placed } of found ?? []) {
    const shares = placed.map((count) => `${((100 * count) / asked).toFixed(1)} %`);
    console.log(`${asked} prompts for ${set}: first ${shares[0]}, among three ${shares[1]}, among five ${shares[2]}`);
  }
  for (const one of missed) console.log(`MISSED ${one}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}
