import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { CLIENTS, type Expected, FIRST, PEERS } from "./bench-cases/expected.ts";
import { find, type Found } from "./bench-precision/find.ts";

/**
 * Small inputs with a right answer, where they lie beside the clone: what is said of each, against what is right.
 * `npm run bench:cases`; ends with 1 where one is wrong.
 */
const CASES = resolve("../shared/cases");
if (!existsSync(CASES)) throw new Error(`No cases at ${CASES}: there is nothing to compare with.`);

const LOUDNESS = { info: 0, warning: 1, error: 2 } as const;

let wrong = 0;
for (const [group, expected] of Object.entries({ first: FIRST, clients: CLIENTS, peers: PEERS })) {
  const rows = Object.entries(expected).filter(([name]) => existsSync(join(CASES, group, name)));
  const bad = rows.flatMap(([name, one]) => {
    const found = findIn(join(CASES, group, name));
    return isRight(one, found) ? [] : [`- ${group}/${name}: ${said(one)}, and it says ${shown(found)}`];
  });
  wrong += bad.length;
  console.log(`${group}: ${rows.length - bad.length} of ${rows.length} right`);
  for (const line of bad) console.log(line);
}
process.exitCode = wrong > 0 ? 1 : 0;

/** A folder without agent configuration has no findings: `validate` refuses to call that a pass. */
function findIn(folder: string): readonly Found[] {
  try {
    return find("cases", folder);
  } catch {
    return [];
  }
}

function isRight(expected: Expected, found: readonly Found[]): boolean {
  if (expected === "silent") return found.every(({ severity }) => severity === "info");
  return found.some(({ rule, severity }) => rule === expected.rule && loudness(severity) >= loudness(expected.least));
}

function loudness(severity: string): number {
  return severity === "error" || severity === "warning" ? LOUDNESS[severity] : LOUDNESS.info;
}

function said(expected: Expected): string {
  return expected === "silent" ? "nothing is wrong" : `right is ${expected.rule} as ${expected.least}`;
}

function shown(found: readonly Found[]): string {
  return found.length === 0
    ? "nothing"
    : [...new Set(found.map(({ rule, severity }) => `${severity} ${rule}`))].join(", ");
}
