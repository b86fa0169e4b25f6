import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inject } from "vitest";

/** The report and verdict of a command line, as JSON without what may differ between two runs. */
export function judgeAtTerminal(cwd: string, ...args: readonly string[]): unknown {
  const program = join(inject("releaseTree"), "dist/cli.js");
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args, "--format", "json"], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (stdout === "") throw new Error(stderr);
  return comparable(stdout);
}

/** A report in JSON without its `run`. */
export function comparable(json: string): unknown {
  const { run: _, ...report } = JSON.parse(json);
  return report;
}
