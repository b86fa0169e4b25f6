import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { agreeOnGenerated } from "../test/support/agree-with-skills-ref.ts";
import { survives } from "../test/support/baseline-edits.ts";
import { fixRandomly } from "../test/support/fix-cases.ts";
import { costOfFragments } from "../test/support/fragments/cost-of-fragments.ts";
import { killDeployments } from "../test/support/killed-deployments.ts";
import { namesWhatVanishes } from "../test/support/policy-pairs.ts";
import { mutateAndCheck } from "../test/support/mutations/mutate-and-check.ts";

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

const PAIRS = CASES * 5;
await fc.assert(namesWhatVanishes, { seed: first, numRuns: PAIRS });
console.log(`policies: ${PAIRS} pairs from seed ${first}, and all that vanishes is named`);

const wrong = await mutateAndCheck(first, first + CASES);
if (wrong !== "") {
  console.error(wrong);
  process.exitCode = 1;
} else console.log(`mutations: ${CASES} mutated files from seed ${first}, and none crashed or hung a format`);

const SKILLS = CASES / 2;
const folder = mkdtempSync(join(tmpdir(), "agent-ci-soak-"));
try {
  await agreeOnGenerated(folder, { seed: first, numRuns: SKILLS });
  console.log(`skills-ref: ${SKILLS} generated skills from seed ${first}, and no difference`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const KILLS = CASES / 10;
/** Steps of a deployment and its switch, twice. */
const STEPS = 100;
const survived = await killDeployments(Array.from({ length: KILLS }, (_, kill) => 1 + ((first + kill) % STEPS)));
if (survived.length > 0) {
  console.error(survived.join("\n"));
  process.exitCode = 1;
} else
  console.log(`deployments: ${KILLS} killed, and each time one release was active, whole, and the next run went on`);

const MOST = { seconds: 3, megabytes: 500 };
const costs = await costOfFragments();
for (const { what, seconds, megabytes } of costs.slice(0, 10))
  console.log(`  ${seconds.toFixed(1)} s, ${megabytes} MB: 200 KB in ${what}`);
const over = costs.filter(({ seconds, megabytes }) => seconds > MOST.seconds || megabytes > MOST.megabytes);
if (over.length > 0) process.exitCode = 1;
console.log(
  `fragments: ${costs.length} files of 200 KB, ${over.length} above ${MOST.seconds} s or ${MOST.megabytes} MB`,
);
