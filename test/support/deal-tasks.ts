import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { evaluator, task } from "../unit/rollout/flags/walked.ts";

/**
 * A process that asks a set of flags for so many tasks: `node deal-tasks.ts <count>`, the flags on its input. Prints how
 * many were given the canary, and the SHA-256 of who was.
 */
const ask = evaluator(await text(process.stdin));
const sides = Array.from({ length: Number(process.argv[2]) }, (_, number) => ask(task(number)).variant);
const canaries = sides.filter((side) => side === "canary").length;
process.stdout.write(`${canaries} ${createHash("sha256").update(sides.join()).digest("hex")}`);
