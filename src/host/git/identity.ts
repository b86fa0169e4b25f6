/** Who makes the commits that we write, whoever runs this. */
export const COMMITTER = { NAME: "agent-ci", EMAIL: "agent-ci@localhost" };

/** The same as variables of git's environment. */
export const IDENTITY = Object.fromEntries(
  Object.entries(COMMITTER).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]),
);
