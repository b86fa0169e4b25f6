import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openAgnix } from "./bench/agnix.ts";
import { writeSkills } from "./bench/generated-skills.ts";
import { BARE, measure, type Measured, type Program } from "./bench/measure.ts";
import { bundle } from "./build.ts";

const CORPUS = resolve("../shared/corpus");
const CLI = resolve("dist/cli.js");
const validate = (name: string, cwd: string, limit?: number): Program => ({
  name: `validate ${name}`,
  args: [CLI, "validate", "--format", "json"],
  cwd,
  ...(limit !== undefined && { limit }),
});

/** As a runner starts it: with files for its outputs and its summary. */
function action(cwd: string): Program {
  const env = {
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    RUNNER_TEMP: folder,
  };
  for (const file of [env.GITHUB_OUTPUT, env.GITHUB_STEP_SUMMARY]) writeFileSync(file, "");
  return { name: "the action validate", args: [resolve("dist/validate.js")], cwd, env };
}

function print(title: string, rows: readonly Measured[]): void {
  console.log(`\n${title}\n`);
  console.log("| program | median ms | × bare node | limit | peak MB |");
  console.log("|---|--:|--:|--:|--:|");
  for (const { name, median, ratio, limit, memory } of rows)
    console.log(`| ${name} | ${median.toFixed(0)} | ${ratio.toFixed(2)} | ${limit ?? ""} | ${memory.toFixed(0)} |`);
}

interface Most {
  /** Times a bare Node. */
  readonly bare?: number;
  /** Times what the newest agnix takes in the same rounds. */
  readonly time: number;
  readonly memory?: number;
  readonly megabytes?: number;
}

function compare([, ours, ...theirs]: readonly Measured[], { time, memory, megabytes }: Most): void {
  for (const [index, { name, median, memory: peak }] of theirs.entries()) {
    const limit = (most?: number): string => (index > 0 || most === undefined ? "" : ` (limit ${most})`);
    if (ours)
      console.log(
        `\nvalidate takes ${(ours.median / median).toFixed(2)} × the time of ${name}${limit(time)}, ${(ours.memory / peak).toFixed(2)} × its memory${limit(memory)}`,
      );
  }
  if (ours && megabytes !== undefined) console.log(`\nIts peak is ${ours.memory.toFixed(0)} MB (limit ${megabytes})`);
}

await bundle("dist");
const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
try {
  const start = [BARE, { name: "agent-ci --version", args: [CLI, "--version"], limit: 1.5 }];
  print("Whole processes, the median of 15 interleaved rounds", measure(start, 15));

  const agnix = await openAgnix();
  const beside = (name: string, cwd: string, rounds: number, most: Most): void => {
    const rows = measure([BARE, validate(name, cwd, most.bare), ...agnix(cwd)], rounds);
    print(`${name}, the median of ${rounds} interleaved rounds`, rows);
    compare(rows, most);
  };
  if (existsSync(CORPUS)) {
    beside("wshobson__agents", join(CORPUS, "wshobson__agents"), 15, { bare: 12, time: 0.5, memory: 1.5 });
    beside("github__awesome-copilot", join(CORPUS, "github__awesome-copilot"), 15, {
      bare: 18,
      time: 0.4,
      memory: 1.5,
    });
  } else console.log(`No corpus at ${CORPUS}: its tables are left out.`);
  const generated = join(folder, "generated");
  writeSkills(generated, 10_000);
  beside("10,000 generated skills", generated, 3, { time: 0.3, megabytes: 150 });

  const changed = join(folder, "changed");
  writeSkills(changed, 5000);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.com", ...args], { cwd: changed });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message=Before");
  appendFileSync(join(changed, "plugins/plugin-0/skills/skill-0/SKILL.md"), "\nOne line more.\n");
  const whole = validate("all of 5000 skills", changed);
  const one = { ...whole, name: "what one changed file answers for", limit: 1.1 };
  print(
    "A change of one file, in multiples of a full run, the median of 9 interleaved rounds",
    measure([whole, { ...one, args: [...one.args, "--changed-since", "HEAD"] }], 9),
  );

  const example = resolve("examples/acme");
  const door = measure([BARE, { name: "validate", args: [CLI, "validate"], cwd: example }, action(example)], 15);
  print("The GitHub door: one repository by the command and by the action", door);
  const [empty, plain, wrapped] = door.map(({ median }) => median);
  const overhead = ((wrapped ?? 0) - (plain ?? 0)) / (empty ?? 1);
  console.log(`\nThe action costs ${overhead.toFixed(2)} × bare node more than the command (limit 3)`);

  const sizes = [1000, 5000, 20_000];
  for (const size of sizes) writeSkills(join(folder, String(size)), size);
  const fleet = measure([BARE, ...sizes.map((size) => validate(`${size} skills`, join(folder, String(size))))], 5);
  print("Generated skills, the median of 5 interleaved rounds", fleet);
  const [bare, ...sized] = fleet;
  const perFile = sized.map(({ median }, index) => (median - (bare?.median ?? 0)) / (sizes[index] ?? 1));
  console.log(
    `\nCost per file at ${sizes.at(-1)} skills, as a multiple of that at ${sizes[0]}: ${((perFile.at(-1) ?? 0) / (perFile[0] ?? 1)).toFixed(2)} (limit 1.2)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
