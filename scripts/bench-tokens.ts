import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execFileSync } from "node:child_process";
import { tokenTables } from "./build/token-tables.ts";
import { BARE, measure, type Measured } from "./bench/measure.ts";
import { bundle } from "./build.ts";

const CORPUS = resolve("../shared/corpus");
const MEBIBYTES = 5;
const ROUNDS = 7;
const CLI = resolve("dist/cli.js");
if (!existsSync(CORPUS)) throw new Error(`No corpus at ${CORPUS}: there is nothing to count.`);

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
/** Nothing is remembered from one run to the next: every run is cold. */
const cold = { XDG_CACHE_HOME: "", RUNNER_TEMP: "", LOCALAPPDATA: "", HOME: "", NODE_DISABLE_COMPILE_CACHE: "1" };

try {
  await bundle("dist");
  await counting();
  pullRequest();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function counting(): Promise<void> {
  const text = markdown()
    .join("\n")
    .slice(0, MEBIBYTES * 1024 * 1024);
  const file = join(folder, "text.md");
  writeFileSync(file, text);
  // The tokenizer as it is released, without the rest of the program.
  const { build } = await import("rolldown");
  const output = { dir: join(folder, "ours"), format: "esm", minify: true } as const;
  await build({
    input: { tokenizer: "src/tokens/tokenizer.ts" },
    plugins: [tokenTables],
    platform: "node",
    logLevel: "warn",
    output,
  });
  const ours = program(
    "ours.mjs",
    `const { loadTokenizer } = await import("./ours/tokenizer.js");
     process.exitCode = (await loadTokenizer("o200k_base")).count(read()) > 0 ? 0 : 3;`,
  );
  const reference = program(
    "tiktoken.mjs",
    `const { get_encoding } = (await import(${JSON.stringify(`file://${require.resolve("tiktoken")}`)})).default;
     process.exitCode = get_encoding("o200k_base").encode_ordinary(read()).length > 0 ? 0 : 3;`,
  );
  const rival = program(
    "gpt-tokenizer.mjs",
    `const { countTokens } = await import(${JSON.stringify(import.meta.resolve("gpt-tokenizer/encoding/o200k_base"))});
     process.exitCode = countTokens(read(), { disallowedSpecial: new Set() }) > 0 ? 0 : 3;`,
  );
  const rows = measure(
    [
      { name: "tiktoken", args: [reference] },
      { name: "gpt-tokenizer", args: [rival] },
      { name: "agent-ci", args: [ours], limit: 0.5 },
    ].map((one) => ({ ...one, env: cold })),
    ROUNDS,
  );
  print(`${MEBIBYTES} MiB of Markdown, cold, whole processes (limit of memory: 200 MB)`, "tiktoken", rows);
}

function program(name: string, body: string): string {
  const path = join(folder, name);
  const read = `import { readFileSync } from "node:fs";\nconst read = () => readFileSync(${JSON.stringify(join(folder, "text.md"))}, "utf8");\n`;
  writeFileSync(path, read + body);
  return path;
}

function pullRequest(): void {
  const repository = join(folder, "repository");
  const files = readdirSync(join(CORPUS, "wshobson__agents/plugins"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("SKILL.md"))
    .sort()
    .slice(0, 20)
    .map((path) => ({ path, text: readFileSync(join(CORPUS, "wshobson__agents/plugins", path), "utf8") }));
  const write = (suffix: string) => {
    for (const [index, { text }] of files.entries()) {
      const path = join(repository, `.claude/skills/skill-${index}/SKILL.md`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text + suffix);
    }
    execFileSync("git", ["add", "-A"], { cwd: repository });
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "x"], {
      cwd: repository,
    });
  };
  mkdirSync(repository);
  execFileSync("git", ["init", "-q"], { cwd: repository });
  write("");
  write("\nOne line more.\n");
  const budget = { name: "token-budget --base, 20 files", args: [CLI, "token-budget", "--base", "HEAD~1"], limit: 15 };
  const alone = { name: "check without budgets", args: [CLI, "check", "--fail-on", "never"] };
  const rows = measure(
    [BARE, { ...budget, cwd: repository }, { ...alone, cwd: repository }].map((one) => ({ ...one, env: cold })),
    ROUNDS,
  );
  print("A pull request that changes 20 skills, cold, whole processes", "bare node", rows);
}

function markdown(): readonly string[] {
  return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => readFileSync(join(CORPUS, path), "utf8"));
}

function print(title: string, base: string, rows: readonly Measured[]): void {
  console.log(`\n${title}\n\n| program | median ms | × ${base} | limit | peak MB |\n|---|--:|--:|--:|--:|`);
  for (const { name, median, ratio, limit, memory } of rows)
    console.log(`| ${name} | ${median.toFixed(0)} | ${ratio.toFixed(2)} | ${limit ?? ""} | ${memory.toFixed(0)} |`);
}
