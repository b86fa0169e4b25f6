import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { createCommandFiles } from "./command-files.ts";
import { baseEnvironment, type Job } from "./job.ts";
import { readOutput } from "./read-output.ts";

export interface StepEnd {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs one program as a step: a clean environment, its commands read from both streams, its files read at its end. */
export async function runStep(
  job: Job,
  program: string,
  args: readonly string[],
  { cwd = job.workspace, env }: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
): Promise<StepEnd> {
  const files = createCommandFiles(job.temp);
  const exitCode = await runProcess(program, args, {
    cwd,
    env: { ...baseEnvironment(job), ...files.env, ...env },
    onLine: readOutput(job.transcript),
  });
  return { exitCode, outputs: files.collect(job.transcript) };
}

interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

function runProcess(program: string, args: readonly string[], { cwd, env, onLine }: ProcessOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const streams = [child.stdout, child.stderr].map((input) => {
      const lines = createInterface({ input, crlfDelay: Infinity });
      lines.on("line", onLine);
      return new Promise((done) => lines.on("close", done));
    });
    child.on("error", reject);
    child.on("close", (code) => {
      // A program that a signal ended has no code; the runner reports such a step as failed.
      Promise.all(streams).then(() => resolve(code ?? 1), reject);
    });
  });
}
