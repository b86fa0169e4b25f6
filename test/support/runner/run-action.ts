import { join, resolve } from "node:path";
import { readActionFile } from "./action-file.ts";
import type { Annotation } from "./annotation.ts";
import { runComposite } from "./composite.ts";
import { startJob, type JobRequest } from "./job.ts";
import { resolveInputs } from "./resolve-inputs.ts";
import { runStep } from "./run-step.ts";

export interface ActionRequest extends JobRequest {
  /** The folder of the action in the tree, such as `validate`; `.` is the root action. */
  readonly action: string;
  readonly with?: Readonly<Record<string, string>>;
}

export interface ActionRun {
  readonly exitCode: number;
  /** A step fails through its exit code or through a command that could not be carried out. */
  readonly outcome: "success" | "failure";
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Masked; empty when it was too large. */
  readonly summary: string;
  /** Line by line, masked, as the user sees it; without debug messages. */
  readonly log: readonly string[];
  readonly debug: readonly string[];
  readonly masks: readonly string[];
  /** One sentence for each value that was shown before it was masked. Assert that there is none. */
  readonly leaks: readonly string[];
  /** What the step set for later ones. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly state: Readonly<Record<string, string>>;
}

/** Plays the step `uses: org/agent-ci/<action>@v1` of a job as GitHub's runner on Ubuntu does. */
export async function runAction(request: ActionRequest): Promise<ActionRun> {
  const folder = resolve(request.tree, request.action);
  const file = readActionFile(folder);
  const job = startJob(request);
  const inputs = resolveInputs(job, file, request.with ?? {});
  const { exitCode, outputs } =
    file.runs.using === "composite"
      ? await runComposite(job, { folder, file, steps: file.runs.steps, inputs })
      : await runStep(job, process.execPath, [join(folder, file.runs.main)], { env: inputVariables(inputs) });

  const { transcript } = job;
  return {
    exitCode,
    outcome: exitCode === 0 && !transcript.failed ? "success" : "failure",
    outputs,
    annotations: transcript.annotations,
    summary: transcript.summaries.join("\n"),
    log: transcript.log,
    debug: transcript.debug,
    masks: [...transcript.masks.values],
    leaks: transcript.leaks,
    env: Object.fromEntries(transcript.env),
    path: transcript.path,
    state: Object.fromEntries(transcript.state),
  };
}

/** Spaces become `_`; hyphens stay, so no shell can export such a variable. */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const variables = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
    value,
  ]);
  return Object.fromEntries(variables);
}
