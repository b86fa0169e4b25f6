import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { find, type Found, sample } from "./bench-precision/find.ts";
import { type Read, readKnown, readVerdicts } from "./bench-precision/read-verdicts.ts";

const CORPUS = resolve("../shared/corpus");
const VERDICTS = resolve("test/precision");
const SAMPLE = 200;
const SEED = "agent-ci";

if (!existsSync(CORPUS)) throw new Error(`No corpus at ${CORPUS}: there is nothing to be precise about.`);

const repositories = readdirSync(CORPUS, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
);
const found = repositories.flatMap((name) => find(name, join(CORPUS, name)));
const verdicts = readVerdicts(VERDICTS);
const errors = found.filter(({ severity }) => severity === "error");
const warnings = found.filter(({ severity }) => severity === "warning");
const sampled = sample(warnings, SAMPLE, SEED);

printTable("Errors", errors);
printTable("Warnings", warnings);
console.log(`\n${found.length - errors.length - warnings.length} findings are for information.`);

const falseErrors = errors.filter((one) => verdictOf(one)?.verdict === false);
const unreadErrors = errors.filter((one) => !verdictOf(one));
const readWarnings = sampled.flatMap((one) => verdictOf(one) ?? []);
const falseWarnings = readWarnings.filter(({ verdict }) => !verdict);
const unreadWarnings = sampled.filter((one) => !verdictOf(one));
const stale = verdicts.filter((one) => !found.some((other) => isOf(one, other)));
const missed = readKnown(VERDICTS).filter(
  ({ repository, rule, count }) =>
    found.filter((one) => one.repository === repository && one.rule === rule).length < count,
);

list("False errors", falseErrors);
list("Errors that nobody has read", unreadErrors);
list("Sampled warnings that nobody has read", unreadWarnings);
list(
  "False warnings in the sample",
  sampled.filter((one) => verdictOf(one)?.verdict === false),
);
list(
  "Verdicts without a finding",
  stale.map(({ repository, path, rule, says, note }) => ({ repository, path, rule, message: says ?? note })),
);
for (const { repository, rule, count, what } of missed)
  console.log(`\nKnown and not found: ${repository} has ${count} of ${rule}: ${what}`);

const rate = readWarnings.length === 0 ? 0 : (100 * falseWarnings.length) / readWarnings.length;
console.log(
  `\n${errors.length} errors, ${falseErrors.length} false (limit 0), ${unreadErrors.length} unread (limit 0).` +
    `\n${warnings.length} warnings; of a sample of ${sampled.length}, ${readWarnings.length} read, ${falseWarnings.length} false: ${rate.toFixed(1)} % (limit 2 %).`,
);
process.exitCode = falseErrors.length + unreadErrors.length + missed.length > 0 || rate > 2 ? 1 : 0;

function isOf(read: Read, one: Found): boolean {
  const { repository, path, rule, says } = read;
  return (
    repository === one.repository && path === one.path && rule === one.rule && (says ?? one.message) === one.message
  );
}

function verdictOf(one: Found): Read | undefined {
  return verdicts.find((read) => isOf(read, one));
}

function printTable(title: string, some: readonly Found[]): void {
  const rules = [...new Set(some.map(({ rule }) => rule))].sort();
  console.log(`\n${title}\n\n| rule | ${repositories.join(" | ")} |\n|---|${"--:|".repeat(repositories.length)}`);
  for (const rule of rules) {
    const counts = repositories.map(
      (name) => some.filter((one) => one.rule === rule && one.repository === name).length,
    );
    console.log(`| ${rule} | ${counts.map((count) => (count === 0 ? "" : count)).join(" | ")} |`);
  }
}

function list(
  title: string,
  some: readonly (Pick<Found, "repository" | "path" | "rule" | "message"> & { readonly line?: number | undefined })[],
): void {
  if (some.length === 0) return;
  console.log(`\n${title}:`);
  for (const { repository, path, line, rule, message } of some)
    console.log(`- ${repository} ${path}${line === undefined ? "" : `:${line}`} ${rule}: ${message}`);
}
