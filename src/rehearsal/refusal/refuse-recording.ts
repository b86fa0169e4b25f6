/** What is known of the job that would record. */
export interface RecordingJob {
  readonly inPipeline: boolean;
  /** The forge says that only reviewed commits get onto the branch. */
  readonly isProtected: boolean;
  /** It runs for a pull or merge request. */
  readonly isRequest: boolean;
}

/**
 * Why nothing may be recorded here; undefined where it may. Recording hands a real key to what the repository says, so
 * in a pipeline it is for commits that somebody has reviewed.
 */
export function refuseRecording({ inPipeline, isProtected, isRequest }: RecordingJob): string | undefined {
  if (!inPipeline) return undefined;
  if (isRequest)
    return "Recording asks a real model with a real key, and this pipeline runs what a request brings. Record on your machine, or on a protected branch.";
  if (isProtected) return undefined;
  return "Recording asks a real model with a real key, and this branch is not protected. Protect it, or record on your machine.";
}
