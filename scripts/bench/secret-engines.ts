import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

/** What an engine says of a folder: where, and by which of its rules. Never what it saw. */
export interface Hit {
  readonly path: string;
  readonly rule: string;
  /** An error: what is unsure is a warning, which only our own engine has. */
  readonly sure: boolean;
}
interface Diagnosed {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
}
export interface Engine {
  readonly name: string;
  /** Everything that the program finds in a folder, before any suppression. */
  readonly scan: (folder: string) => readonly Hit[];
  /** Milliseconds of the whole process. */
  readonly time: (folder: string) => number;
}

const CLI = resolve("dist/cli.js");

export const embedded: Engine = {
  name: "embedded",
  scan(folder) {
    const { stdout } = run(process.execPath, [CLI, "secret-scan", folder, "--format", "json"]);
    const report: { readonly diagnostics: readonly Diagnosed[] } = JSON.parse(stdout);
    return report.diagnostics
      .filter(({ rule }) => rule.startsWith("secret/"))
      .map(({ path, rule, severity }) => ({ path, rule, sure: severity === "error" }));
  },
  time: (folder) => run(process.execPath, [CLI, "secret-scan", folder]).elapsed,
};

/** The bare program, without anything of ours around it. */
export function bareGitleaks(program: string): Engine {
  const args = ["dir", "--no-banner", "--log-level", "error", "--redact", "--exit-code", "0"];
  return {
    name: "gitleaks",
    scan(folder) {
      const scratch = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
      const file = join(scratch, "report.json");
      try {
        run(program, [...args, "--report-format", "json", "--report-path", file, folder]);
        const found: readonly { readonly File: string; readonly RuleID: string }[] = JSON.parse(
          readFileSync(file, "utf8"),
        );
        return found.map(({ File, RuleID }) => ({ path: relative(folder, File), rule: RuleID, sure: true }));
      } finally {
        rmSync(scratch, { recursive: true });
      }
    },
    time: (folder) => run(program, [...args, folder]).elapsed,
  };
}

export function run(program: string, args: readonly string[]): { readonly stdout: string; readonly elapsed: number } {
  const start = process.hrtime.bigint();
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || status === null || status > 1) throw new Error(`${program} ended with ${error?.message ?? stderr}`);
  return { stdout, elapsed };
}
