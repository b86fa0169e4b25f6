// npm run bench:adoption [<folder of repositories>]: what a newcomer on GitHub, one on GitLab and the maintainer of big
// repositories go through, in fresh folders: per step the command, seconds, files written, lines printed.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const CLI = resolve(import.meta.dirname, "../dist/cli.js");
const CORPUS = resolve(process.argv[2] ?? join(import.meta.dirname, "../../shared/corpus"));
const SKILL =
  "---\nname: tidy\ndescription: Tidies the room when asked to, and says where things went.\n---\n\nTidy.\n";
const MOST_FILES = 10;
const MOST_LINES = 60;

interface Step {
  readonly persona: string;
  readonly args: readonly string[];
  readonly seconds: number;
  readonly files: number;
  readonly lines: number;
  readonly code: number | null;
}

const steps: Step[] = [];
const missed: string[] = [];

function filesOf(folder: string): ReadonlyMap<string, number> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => !/^\.git(?:\/|$)/.test(path),
  );
  return new Map(
    paths.flatMap((path) => {
      const entry = statSync(join(folder, path), { throwIfNoEntry: false });
      return entry?.isFile() === true ? [[path, entry.mtimeMs] as const] : [];
    }),
  );
}

/** Runs one command as somebody types it, and keeps what it took. */
function step(persona: string, folder: string, ...args: readonly string[]): Step {
  const before = filesOf(folder);
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const files = [...filesOf(folder)].filter(([path, time]) => before.get(path) !== time).length;
  const lines = `${stdout}${stderr}`.split("\n").length - 1;
  const done = { persona, args, seconds, files, lines, code: status };
  steps.push(done);
  return done;
}

function expect(met: boolean, what: string): void {
  if (!met) missed.push(what);
}

/** A repository with some files, all of them committed. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-adoption-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const args of [
    ["init", "--quiet"],
    ["add", "--all"],
  ])
    spawnSync("git", args, { cwd: folder });
  return folder;
}

function newcomer(persona: string, files: Readonly<Record<string, string>>, ...flags: readonly string[]): void {
  const folder = repository(files);
  step(persona, folder, "check");
  const { files: written } = step(persona, folder, "init", "--yes", ...flags, "--hooks", "husky");
  expect(written <= MOST_FILES, `${persona}: init wrote ${written} files, more than ${MOST_FILES}`);
  expect(step(persona, folder, "check").code === 0, `${persona}: the check is not green after init`);
  expect(
    step(persona, folder, "init", "--yes", ...flags, "--hooks", "husky").files === 0,
    `${persona}: a second init wrote`,
  );
  step(persona, folder, "init", "--yes", "--remove");
  expect(filesOf(folder).size === Object.keys(files).length, `${persona}: --remove left files behind`);
  rmSync(folder, { recursive: true });
}

newcomer("newcomer on GitHub", { "skills/tidy/SKILL.md": SKILL }, "--github");
newcomer(
  "newcomer on GitLab",
  {
    "skills/tidy/SKILL.md": SKILL,
    ".gitlab-ci.yml": "stages: [lint, build]\nlint:\n  stage: lint\n  script: [make]\n",
  },
  "--gitlab",
);

for (const name of existsSync(CORPUS) ? readdirSync(CORPUS) : []) {
  if (!statSync(join(CORPUS, name)).isDirectory()) continue;
  const persona = `maintainer of ${name}`;
  const folder = repository({});
  cpSync(join(CORPUS, name), folder, { recursive: true });
  spawnSync("git", ["add", "--all"], { cwd: folder });
  const { lines } = step(persona, folder, "check");
  expect(lines <= MOST_LINES, `${persona}: check printed ${lines} lines, more than ${MOST_LINES}`);
  step(persona, folder, "check", "--statistics");
  step(persona, folder, "init", "--yes", "--github", "--start", "baseline");
  step(persona, folder, "check", "--update-baseline");
  step(persona, folder, "check");
  step(persona, folder, "tokens");
  step(persona, folder, "clients");
  step(persona, folder, "check", "--baseline", "none", "--fix-unsafe", "--fix-dry-run");
  rmSync(folder, { recursive: true });
}

let told = "";
for (const { persona, args, seconds, files, lines, code } of steps) {
  if (persona !== told) console.log(`\n${persona}\n  seconds  files  lines  code  command`);
  told = persona;
  const numbers = [
    seconds.toFixed(2).padStart(7),
    String(files).padStart(5),
    String(lines).padStart(5),
    String(code).padStart(4),
  ];
  console.log(`  ${numbers.join("  ")}  agent-ci ${args.join(" ")}`);
}
if (!existsSync(CORPUS)) console.log(`\nNo repositories at ${CORPUS}: nobody maintained one.`);
for (const one of missed) console.log(`MISSED ${one}`);
process.exitCode = missed.length === 0 ? 0 : 1;
