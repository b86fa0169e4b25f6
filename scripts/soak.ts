import * as fc from "fast-check";
import { survives } from "../test/support/baseline-edits.ts";
import { fixRandomly } from "../test/support/fix-cases.ts";

const CASES = 10_000;

/** What `npm test` does with a share of the seeds, with all of them: `npm run soak [first seed]`. */
const first = Number(process.argv[2] ?? 0);
let fixes = 0;
let fixed = 0;
for (let seed = first; seed < first + CASES; seed += 1) {
  const outcome = await fixRandomly(seed);
  if (outcome.wrong !== undefined) {
    console.error(outcome.wrong);
    process.exitCode = 1;
  }
  fixes += outcome.fixes;
  if (outcome.fixes > 0) fixed += 1;
}
console.log(`fixes: ${CASES} edited files from seed ${first}, ${fixed} of them fixed, by ${fixes} fixes`);

const RUNS = CASES / 10;
await fc.assert(survives({ min: 10, max: 10 }), { seed: first, numRuns: RUNS });
console.log(`baseline: ${CASES} edits from seed ${first}, ten to a repository, and nothing came back`);
