/** Which run made a report. Runs of one workflow are ordered by number, then attempt. */
export interface WorkflowRun {
  readonly number: number;
  readonly attempt: number;
  /** Eight hexadecimal digits for the workflow, since each counts its own runs. */
  readonly workflow: string;
}

/** Whether a run came before another. Runs of different workflows have no order: neither is older. */
export function isOlder(run: WorkflowRun, other: WorkflowRun): boolean {
  if (run.workflow !== other.workflow) return false;
  return run.number < other.number || (run.number === other.number && run.attempt < other.attempt);
}
