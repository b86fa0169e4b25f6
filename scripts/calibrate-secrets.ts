// node scripts/calibrate-secrets.ts: learns how people write from the corpus, and prints what the measure makes of both distributions.
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { learn } from "./bench/learn-writing.ts";
import { quantiles, RANDOM } from "./bench/random-values.ts";
import { randomness } from "../src/secrets/values/randomness.ts";

const CORPUS = resolve("../shared/corpus");
const TABLE = "src/secrets/values/writing.ts";
/** Hashes, keys and tokens are not how people write. */
const DENSE = /[0-9a-f]{20}|^[A-Za-z0-9+]{40,}={0,2}$/i;

if (!existsSync(CORPUS)) throw new Error(`No corpus at ${CORPUS}: there is nothing to learn from.`);
const words = wordsOf(CORPUS);
if (process.argv.includes("--write")) writeFileSync(TABLE, learn(words));
print(words);

/** What stands between white space, quotes and brackets, each once: words, paths, slugs, versions, identifiers. */
function wordsOf(folder: string): readonly string[] {
  const found = new Set<string>();
  for (const path of globSync("**", { cwd: folder }).toSorted()) {
    const file = join(folder, path);
    const stat = statSync(file);
    const bytes = stat.isFile() && stat.size < 500_000 ? readFileSync(file) : undefined;
    if (!bytes || bytes.includes(0)) continue;
    for (const [run] of bytes.toString("utf8").matchAll(/[^\s"'`<>()[\]{},;|]{6,60}/g)) {
      const word = run.replaceAll(/^[*_#:=.!?~-]+|[*_.:!?=~-]+$/g, "");
      if (word.length >= 6 && /^[\x21-\x7E]+$/.test(word) && !DENSE.test(word)) found.add(word);
    }
  }
  return [...found];
}

function print(written: readonly string[]): void {
  const bits = written.map(randomness);
  const [half, most, all, more] = quantiles(bits, [0.5, 0.99, 0.999, 0.9999]);
  console.log(
    `${written.length} words of the corpus: median ${half}, 99 % below ${most}, 99.9 % ${all}, 99.99 % ${more}\n`,
  );
  console.log("| random | 0.1 % below | 1 % | 2 % | median |\n|---|--:|--:|--:|--:|");
  for (const [name, values] of RANDOM)
    console.log(`| ${name} | ${quantiles(values.map(randomness), [0.001, 0.01, 0.02, 0.5]).join(" | ")} |`);
}
