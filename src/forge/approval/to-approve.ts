/** What somebody does on GitHub to let a rollout go on that waits in an environment. */
export const toApprove = (phrase: string, environment: string): readonly string[] => [
  `A reviewer of the environment ${environment} lets the job go on that waits for it, with the comment "${phrase}".`,
  `Where ${environment} has no reviewers, somebody who wrote nothing of the change starts the workflow with the verb approve.`,
];
