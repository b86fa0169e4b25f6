import { type DeploymentStage, STAGES, type StageReport } from "../../rollout/release/deployment.ts";
import type { HowDeployed } from "./target.ts";
import { errorMessage } from "../files/error-code.ts";

/** Throws with why the deployment cannot go on; returns what is worth a word. */
export type StageWork = () => readonly string[] | Promise<readonly string[]>;

/** The stages in their order, each timed; what fails ends it, and `undo` leads back, which is timed as well. */
export async function runStages(
  stages: Readonly<Record<DeploymentStage, StageWork>>,
  undo: () => void | Promise<void>,
  told: HowDeployed["told"] = () => undefined,
): Promise<readonly StageReport[]> {
  const reports: StageReport[] = [];
  for (const stage of STAGES) {
    const report = await timed(stage, stages[stage], undo);
    reports.push(report);
    told(report);
    if (report.failed !== undefined) break;
  }
  return reports;
}

/** Why it ended early. */
export const faultsOf = (reports: readonly StageReport[]): readonly string[] =>
  reports.flatMap(({ stage, failed }) => (failed === undefined ? [] : [`${stage}: ${failed}`]));

async function timed(stage: DeploymentStage, work: StageWork, undo: () => void | Promise<void>): Promise<StageReport> {
  const began = performance.now();
  try {
    const notes = await work();
    return { stage, took: performance.now() - began, ...(notes.length > 0 && { notes }) };
  } catch (error) {
    const failed = errorMessage(error);
    const at = performance.now();
    await undo();
    return { stage, took: at - began, failed, undone: performance.now() - at };
  }
}
