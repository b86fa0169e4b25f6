import { majorTag } from "../major-tag.ts";

/** The whole history, at a time when nobody waits for it: what a check of changes cannot see any more. */
export const githubAudit = (
  version: string,
): string => `# Searches the whole history for secrets, every week and when somebody asks for it. Yours to change.
# For .github/workflows/; from https://github.com/agent-ci/agent-ci/blob/main/docs/secret-scanning.md
name: Secret audit
on:
  schedule:
    - cron: "23 4 * * 1" # GitHub's time is UTC
  workflow_dispatch:
permissions: {}
concurrency:
  group: secret-audit
  cancel-in-progress: false
jobs:
  search:
    name: Search the history
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
    steps:
      - uses: actions/checkout@v7
        with:
          fetch-depth: 0 # all commits of all branches and tags
          persist-credentials: false
      - uses: agent-ci/agent-ci/secret-scan@${majorTag(version)}
        with:
          commits: all
          output: |
            json=secret-audit.json
            sarif=secret-audit.sarif
      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() }}
        with:
          name: agent-ci-secret-audit
          path: |
            secret-audit.json
            secret-audit.sarif
          retention-days: 7
  code-scanning:
    name: Code scanning
    needs: search
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      actions: read # to name the run, in a private repository
      contents: read # to name the commit, in a private repository
      security-events: write # to upload
    steps:
      - uses: actions/download-artifact@v8
        with:
          name: agent-ci-secret-audit
          path: reports
      # A private repository may not have code scanning, and that is no failure.
      - uses: github/codeql-action/upload-sarif@v4
        continue-on-error: true
        with:
          sarif_file: reports/secret-audit.sarif
          category: agent-ci-secret-audit
`;

export const gitlabAudit = (
  version: string,
): string => `# Searches the whole history for secrets, in pipelines of a schedule (Build, Pipeline schedules) and those that somebody starts.
# Yours to change: include it as \`- local: /.gitlab/secret-audit.yml\`.
include:
  - component: $CI_SERVER_FQDN/agent-ci/agent-ci/secret-scan@${version}
    inputs:
      job-prefix: audit-
      commits: all

audit-agent-ci-secret-scan:
  rules: &audit
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_PIPELINE_SOURCE == "web"
  timeout: 1 hour
  variables:
    GIT_DEPTH: "0" # all commits of all branches and tags
audit-agent-ci-secret-scan-gate:
  rules: *audit
`;
