// npm run demo -- rollout [name]: a rollout of examples/rollouts in simulated time, with a good release and a bad one.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toPlan } from "../src/rollout/spec/draft-plan.ts";
import { readSpec } from "../src/rollout/spec/read-spec.ts";
import { playRollout } from "./demo/play-rollout.ts";

const FOLDER = join(import.meta.dirname, "../examples/rollouts");
const names = readdirSync(FOLDER).map((file) => file.replace(/\.yaml$/, ""));
const [name = "party-mode"] = process.argv.slice(2);

if (names.includes(name)) play(name);
else {
  console.error(`There is no example "${name}". There is: ${names.join(", ")}.`);
  process.exitCode = 2;
}

function play(example: string): void {
  const read = readSpec(readFileSync(join(FOLDER, `${example}.yaml`), "utf8"), example);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("\n"));
  const plan = toPlan(read.spec);
  console.log(`${plan.name}, a good release: every metric passes, a tick an hour\n`);
  for (const line of playRollout(plan)) console.log(line);
  const metric = plan.metrics.find(({ onFailure, dryRun }) => onFailure !== "warn" && !dryRun);
  if (!metric) return;
  console.log(`\n${plan.name}, a bad release: ${metric.name} fails from the sixth hour in production\n`);
  for (const line of playRollout(plan, { metric, after: 6 })) console.log(line);
}
