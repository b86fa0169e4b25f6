// npm run bench:cost: a gigabyte of sessions of Claude Code, read by us and by ccusage: the same tokens, and how fast.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { measure } from "./bench/measure.ts";
import { writeSessions } from "./bench/claude-sessions.ts";
import { installClient } from "./clients/install-client.ts";
import { npmProgram } from "./clients/recipes.ts";

const TIME_LIMIT = 0.8;
const MEMORY_LIMIT = 200;
const ROUNDS = 3;
const GIGABYTE = 1e9;

/** Later versions are broken on Linux. Its money is no yardstick, and its tokens are one where lines have requests. */
const ccusage = npmProgram(
  { name: "ccusage", version: "20.0.24", verify: { args: ["--version"], prints: "20.0.24" } },
  { package: "ccusage" },
);

const outcome = await installClient(ccusage);
if (outcome.kind === "failed") throw new Error(`ccusage: ${outcome.reason}`);
const theirs = join(dirname(outcome.installed.path), "..", "ccusage", "src", "cli.js");

const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
try {
  const bytes = writeSessions(join(folder, "projects"), Number(process.argv[2] ?? GIGABYTE));
  spawnSync(process.execPath, ["scripts/build.ts"], { stdio: "ignore" });
  const env = { CLAUDE_CONFIG_DIR: folder };
  const ours = [
    "dist/cli.js",
    "cost",
    "report",
    "--logs",
    join(folder, "projects"),
    "--by",
    "month",
    "--format",
    "json",
  ];
  const asked = [theirs, "claude", "monthly", "--offline", "--json"];
  const equal = tokensOfOurs(run(ours)) === tokensOfTheirs(run(asked, env));
  const [base, own] = measure(
    [
      { name: "ccusage 20.0.24", args: asked, env },
      { name: "agent-ci cost report", args: ours, limit: TIME_LIMIT },
    ],
    ROUNDS,
  );
  if (!base || !own) throw new Error("Nothing was measured.");
  const speed = ({ median }: { readonly median: number }): string => (bytes / 1e3 / median).toFixed(0);
  console.log(`\n${(bytes / 1e6).toFixed(0)} MB of sessions of Claude Code; tokens ${equal ? "equal" : "DIFFER"}\n`);
  console.log("| program | ms | MB/s | × ccusage | limit | MB of memory |\n|---|--:|--:|--:|--:|--:|");
  console.log(`| ${base.name} | ${base.median.toFixed(0)} | ${speed(base)} | 1 | | |`);
  console.log(
    `| ${own.name} | ${own.median.toFixed(0)} | ${speed(own)} | ${own.ratio.toFixed(2)} | ${TIME_LIMIT} | ${own.memory.toFixed(0)} (limit ${MEMORY_LIMIT}) |`,
  );
  if (!equal || own.ratio > TIME_LIMIT || own.memory > MEMORY_LIMIT) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  if (stdout === "") throw new Error(stderr);
  return stdout;
}

/** Input, cache read, cache write and output. */
function tokensOfTheirs(out: string): string {
  const { totals }: { readonly totals: Readonly<Record<string, number>> } = JSON.parse(out);
  return ["inputTokens", "cacheReadTokens", "cacheCreationTokens", "outputTokens"].map((one) => totals[one]).join();
}

function tokensOfOurs(out: string): string {
  const report: {
    readonly sections: readonly {
      readonly kind: string;
      readonly data: { readonly total: { readonly tokens: Readonly<Record<string, number>> } };
    }[];
  } = JSON.parse(out);
  const tokens = report.sections.find(({ kind }) => kind === "usage")?.data.total.tokens ?? {};
  return ["uncached", "cache-read", "cache-write", "output"].map((one) => tokens[one]).join();
}
