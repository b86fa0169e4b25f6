/**
 * What the program pre-commit reads of a release. It hands over the files of a commit, and of `--all-files`; symbolic links
 * too, which `types` would leave out. One process at a time: each sees the whole index. It hands names over as they are,
 * and a file may be called as an option is: they stand behind `--`.
 * https://pre-commit.com/#creating-new-hooks, read 2026-11-25.
 */
export const preCommitHooks = (): string => `- id: agent-ci
  name: agent-ci
  description: Checks the staged configuration of AI agents.
  entry: agent-ci hook pre-commit
  args: ["--"]
  language: node
  stages: [pre-commit, pre-merge-commit, manual]
  types: []
  types_or: [file, symlink]
  require_serial: true
  minimum_pre_commit_version: 3.2.0
- id: agent-ci-pre-push
  name: agent-ci pre-push
  description: Looks for secrets in the commits that a push would make known.
  entry: agent-ci hook pre-push
  language: node
  stages: [pre-push]
  pass_filenames: false
  always_run: true
  minimum_pre_commit_version: 3.2.0
- id: agent-ci-commit-msg
  name: agent-ci commit-msg
  description: Asks for a conventional message where a team template changes.
  entry: agent-ci hook commit-msg
  language: node
  stages: [commit-msg]
  minimum_pre_commit_version: 3.2.0
`;
