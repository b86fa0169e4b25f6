import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ActionFile, CompositeStep } from "./action-file.ts";
import { asText, evaluate, interpolate, type Contexts } from "./expression.ts";
import type { Job } from "./job.ts";
import { runStep, type StepEnd } from "./run-step.ts";
import { addIssue } from "./transcript.ts";

interface Composite {
  readonly folder: string;
  readonly file: ActionFile;
  readonly steps: readonly CompositeStep[];
  readonly inputs: Readonly<Record<string, string>>;
}

/** Plays the `run` steps of a composite action in turn; after a failed one only those with `if: always()` or `failure()`. */
export async function runComposite(job: Job, { folder, file, steps, inputs }: Composite): Promise<StepEnd> {
  const github = { ...job.github, event: job.event, action_path: folder };
  const finished: Record<string, { outputs: StepEnd["outputs"]; outcome: string }> = {};
  let exitCode = 0;
  for (const step of steps) {
    const env = { ...job.env, ...Object.fromEntries(job.transcript.env) };
    const contexts = { github, inputs, env, runner: job.runner, steps: finished };
    if (!isDue(step, exitCode !== 0, contexts)) continue;
    const end = await playStep(job, step, contexts);
    const outcome = end.exitCode === 0 ? "success" : "failure";
    if (step.id !== undefined) finished[step.id] = { outputs: end.outputs, outcome };
    exitCode ||= end.exitCode;
  }
  const outputs = Object.entries(file.outputs ?? {}).map(([name, output]) => [
    name,
    interpolate(output?.value ?? "", { github, inputs, steps: finished }),
  ]);
  return { exitCode, outputs: Object.fromEntries(outputs) };
}

function isDue({ if: condition = "success()" }: CompositeStep, failed: boolean, contexts: Contexts): boolean {
  const bare = condition.replace(/^\$\{\{(.*)\}\}$/su, "$1").trim();
  if (bare === "always()") return true;
  if (bare === "success()") return !failed;
  if (bare === "failure()") return failed;
  return !failed && !["", "false", "0"].includes(asText(evaluate(bare, contexts)));
}

async function playStep(job: Job, step: CompositeStep, contexts: Contexts): Promise<StepEnd> {
  if (step.run === undefined || step.shell !== "bash")
    throw new Error("This runner plays `run` with `shell: bash` only.");
  const script = join(job.temp, `${randomUUID()}.sh`);
  writeFileSync(script, `${interpolate(step.run, contexts)}\n`);
  const variables = Object.entries(step.env ?? {}).map(([name, value]) => [name, interpolate(asText(value), contexts)]);
  const end = await runStep(job, "bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
    cwd: resolve(job.workspace, interpolate(step["working-directory"] ?? "", contexts)),
    env: { GITHUB_ACTION_PATH: interpolate("${{ github.action_path }}", contexts), ...Object.fromEntries(variables) },
  });
  if (end.exitCode !== 0) addIssue(job.transcript, "error", `Process completed with exit code ${end.exitCode}.`);
  return end;
}
