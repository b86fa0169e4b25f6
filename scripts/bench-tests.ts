// npm run bench:tests [-- <what vitest is given>]: the slowest ten files of a run of the tests, and what all of them took.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

/** What is read of vitest's JSON; times are milliseconds. */
interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[];
  }[];
}
interface Timed {
  readonly name: string;
  readonly tests: number;
  readonly seconds: number;
  readonly slowest: string;
}

const SHOWN = 10;

const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
try {
  const file = join(folder, "results.json");
  const vitest = [resolve("node_modules/vitest/vitest.mjs"), "run", "--reporter=dot", "--reporter=json"];
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [...vitest, `--outputFile.json=${file}`, ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  const wall = (performance.now() - started) / 1000;
  print(timed(JSON.parse(readFileSync(file, "utf8"))), wall);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The time of a file is that of its tests, without what it waited for before them. */
function timed({ testResults }: Results): readonly Timed[] {
  return testResults
    .map(({ name, assertionResults: all }) => {
      const durations = all.map(({ duration, fullName }) => ({ fullName, seconds: (duration ?? 0) / 1000 }));
      const [slowest] = durations.toSorted((a, b) => b.seconds - a.seconds);
      return {
        name: relative(process.cwd(), name),
        tests: all.length,
        seconds: durations.reduce((sum, { seconds }) => sum + seconds, 0),
        slowest: slowest === undefined ? "" : `${slowest.seconds.toFixed(1)} s ${slowest.fullName}`,
      };
    })
    .toSorted((a, b) => b.seconds - a.seconds);
}

function print(files: readonly Timed[], wall: number): void {
  const all = files.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(
    `\nThe slowest ${SHOWN} of ${files.length} files\n\n| seconds | share | tests | file | its slowest test |`,
  );
  console.log("|--:|--:|--:|---|---|");
  for (const { name, tests, seconds, slowest } of files.slice(0, SHOWN))
    console.log(
      `| ${seconds.toFixed(1)} | ${((100 * seconds) / all).toFixed(0)} % | ${tests} | ${name} | ${oneLine(slowest)} |`,
    );
  console.log(`\nAll files: ${all.toFixed(0)} s of tests in ${wall.toFixed(0)} s.`);
}

/** The name of a test may have the text of a file in it. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
