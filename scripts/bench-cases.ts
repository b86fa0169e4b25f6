import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { CLIENTS, FIRST, LARGE, LINKS, PEERS, UNASKED, type Expected } from "./bench-cases/expected.ts";
import { laidOut } from "./bench-cases/laid-out.ts";
import { loadedBy, type Loaded } from "./bench-cases/loaded-by.ts";
import { find, type Found } from "./bench-precision/find.ts";

/**
 * Small inputs with a right answer, where they lie beside the clone: what is said of each, against what is right.
 * `npm run bench:cases`; ends with 1 where one is wrong, or where the tables do not know an input.
 */
const CASES = resolve("../shared/cases");
if (!existsSync(CASES)) throw new Error(`No cases at ${CASES}: there is nothing to compare with.`);

const LOUDNESS = { info: 0, warning: 1, error: 2 } as const;

let wrong = 0;
for (const [group, expected] of Object.entries({ first: FIRST, clients: CLIENTS, peers: PEERS })) {
  const there = readdirSync(join(CASES, group), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [one.name] : [],
  );
  const unknown = there.filter((name) => !expected[name] && UNASKED[`${group}/${name}`] === undefined);
  const rows = Object.entries(expected).filter(([name]) => there.includes(name) || LARGE[`${group}/${name}`]);
  const bad = rows.flatMap(([name, one]) => judged(`${group}/${name}`, one));
  wrong += bad.length + unknown.length;
  const unasked = there.filter((name) => UNASKED[`${group}/${name}`] !== undefined);
  console.log(
    `${group}: ${rows.length - new Set(bad.map(({ name }) => name)).size} of ${rows.length} right, ${unasked.length} not asked`,
  );
  for (const { name, line } of bad) console.log(`- ${name}: ${line}`);
  for (const name of unknown) console.log(`- ${group}/${name}: the table does not know it`);
}
process.exitCode = wrong > 0 ? 1 : 0;

function judged(name: string, expected: Expected): readonly { readonly name: string; readonly line: string }[] {
  return laidOut(join(CASES, name), { links: LINKS[name] ?? {}, large: LARGE[name] ?? {} }, (folder) => {
    const found = findIn(folder);
    const faults = isRight(expected, found) ? [] : [`${said(expected)}, and it says ${shown(found)}`];
    const loads = expected.loads ?? [];
    const loaded = loads.length === 0 ? [] : loadedBy(folder);
    for (const one of loads) {
      const outcome = outcomeOf(one, loaded);
      if (outcome !== one.outcome) faults.push(`${one.reader} ${one.outcome} ${one.path}, and it says ${outcome}`);
    }
    return faults.map((line) => ({ name, line }));
  });
}

function outcomeOf({ path, reader }: Loaded, loaded: readonly Loaded[]): string {
  return loaded.find((one) => one.path === path && one.reader === reader)?.outcome ?? "nothing";
}

/** A folder without agent configuration has no findings: `validate` refuses to call that a pass. */
function findIn(folder: string): readonly Found[] {
  try {
    return find("cases", folder);
  } catch {
    return [];
  }
}

function isRight({ rule, least }: Expected, found: readonly Found[]): boolean {
  if (rule === undefined) return found.every(({ severity }) => severity === "info");
  return found.some((one) => one.rule === rule && loudness(one.severity) >= loudness(least ?? "warning"));
}

function loudness(severity: string): number {
  return severity === "error" || severity === "warning" ? LOUDNESS[severity] : LOUDNESS.info;
}

function said({ rule, least }: Expected): string {
  return rule === undefined ? "nothing is wrong" : `right is ${rule} as ${least}`;
}

function shown(found: readonly Found[]): string {
  return found.length === 0
    ? "nothing"
    : [...new Set(found.map(({ rule, severity }) => `${severity} ${rule}`))].join(", ");
}
