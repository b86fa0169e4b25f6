import { APPROVAL_OUTPUT, APPROVAL_PERMISSIONS, COST_APPROVAL, costApprovalJobs } from "./github-cost-approval.ts";
import { branchPattern } from "./branch-pattern.ts";
import { COST_GATE, DRY_RUN, type PipelineChoices, type PipelineStage, stagesOf } from "./stages.ts";

const ACTION = "agent-ci/agent-ci";

/**
 * The workflow for GitHub: three jobs, for minutes are billed by the job, and one that rehearses. Those that see a
 * request's files may only read; the one that may write sees reports, and checks nothing out; the last one is what a
 * branch requires.
 */
export function githubWorkflow(branch: string, version: string, choices: PipelineChoices = {}): string {
  const { rehearses = false, costs = false } = choices;
  const stages = stagesOf(choices);
  return `# From \`agent-ci init\`, and yours to change: agent-ci never writes over it.
name: agent-ci
on:
  pull_request:
  push:
    branches: [${branchPattern(branch)}]
  merge_group: # what a merge queue is about to merge; without one it never comes
permissions: {}
concurrency:
  group: agent-ci-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
jobs:
${[
  checksJob(version, stages, costs),
  ...(rehearses ? [dryRunJob(version)] : []),
  showJob(version, stages, rehearses),
  ...(costs ? [costApprovalJobs(ACTION, version)] : []),
  closingJob(choices),
].join("\n")}`;
}

const checksJob = (version: string, stages: readonly PipelineStage[], costs: boolean): string => `  checks:
    name: Checks
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read # to check out, and to read the target branch's configuration
${costs ? APPROVAL_PERMISSIONS : ""}    outputs:
${stages.map(({ name }) => `      ${name}: \${{ steps.${name}.conclusion }}`).join("\n")}
${costs ? APPROVAL_OUTPUT : ""}    steps:
      - id: checkout
        uses: actions/checkout@v7
        with:
          fetch-depth: 0 # what a commit adds and a later one removes is known all the same
          persist-credentials: false
${stages.map((stage) => stageStep(stage, version)).join("")}      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() }}
        with:
          name: agent-ci-reports
          # Beside the checkout, where a request puts no file of its own.
          path: \${{ runner.temp }}/agent-ci/
          retention-days: 7
`;

/** It runs what a request brings, and so has nothing that a request may not have. */
const dryRunJob = (version: string): string => `  ${DRY_RUN.name}:
    name: ${DRY_RUN.title}
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read # to check out
    outputs:
      result: \${{ steps.${DRY_RUN.name}.outputs.result }}
    steps:
      - uses: actions/checkout@v7
        with:
          fetch-depth: 0 # with the target branch, whose scenarios judge
          persist-credentials: false # the agent would find them
      # Here goes what scenarios start, such as \`- run: npm install --global @openai/codex@0.171.0\`.
      # Recordings that git does not hold. A request may not have them: it can write its own cache.
      - id: key
        if: \${{ github.event_name == 'push' }}
        uses: ${ACTION}/${DRY_RUN.name}@v${version}
        with:
          cache-key: true
      - if: \${{ github.event_name == 'push' }}
        uses: actions/cache/restore@v5
        with:
          key: \${{ steps.key.outputs.cache-key }}
          path: \${{ runner.temp }}/agent-ci-recordings
      - id: ${DRY_RUN.name}
        uses: ${ACTION}/${DRY_RUN.name}@v${version}
        with:
          recordings: \${{ github.event_name == 'push' && format('{0}/agent-ci-recordings', runner.temp) || '' }}
          output: |
            json=\${{ runner.temp }}/agent-ci/${DRY_RUN.name}.json
            sarif=\${{ runner.temp }}/agent-ci/${DRY_RUN.name}.sarif
      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() }}
        with:
          name: agent-ci-${DRY_RUN.name}
          path: \${{ runner.temp }}/agent-ci/
          retention-days: 7
`;

/** Each runs whatever the one before it said: a request is told all of it at once. */
const stageStep = ({ name, title, commits }: PipelineStage, version: string): string => `      - id: ${name}
        name: ${title}
        uses: ${ACTION}/${name}@v${version}
        if: \${{ !cancelled() && steps.checkout.outcome == 'success' }}
        with:
${commits === undefined ? "" : `          commits: ${commits}\n`}          output: |
            json=\${{ runner.temp }}/agent-ci/${name}.json
            sarif=\${{ runner.temp }}/agent-ci/${name}.sarif
`;

const showJob = (version: string, stages: readonly PipelineStage[], rehearses: boolean): string => `  show:
    name: Show findings
    needs: ${rehearses ? `[checks, ${DRY_RUN.name}]` : "checks"}
    # A fork's token may not write, and a private repository may not have code scanning: neither is a failure.
    if: \${{ !cancelled() && needs.checks.result != 'skipped' }}
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      actions: read # to name the run, in a private repository
      contents: read # to name the commit, in a private repository
      security-events: write # to upload
      pull-requests: write # to write the comment
    steps:
      - uses: actions/download-artifact@v8
        with:
          name: agent-ci-reports
          path: reports
${stages.map((stage) => shown(stage, "reports", `needs.checks.outputs.${stage.name} != 'skipped'`, version)).join("")}${
  rehearses ? showDryRun(version) : ""
}`;

/** In a folder of its own: what ran an agent must not pass for the report of a check. */
const showDryRun = (version: string): string => `      - uses: actions/download-artifact@v8
        if: \${{ !cancelled() && ${JUDGED} }}
        with:
          name: agent-ci-${DRY_RUN.name}
          path: rehearsed
${shown(DRY_RUN, "rehearsed", JUDGED, version)}`;
const JUDGED = `needs.${DRY_RUN.name}.outputs.result != ''`;

const shown = (
  { name, section }: PipelineStage,
  folder: string,
  ran: string,
  version: string,
): string => `      - uses: github/codeql-action/upload-sarif@v4
        if: \${{ !cancelled() && ${ran} && github.event.pull_request.head.repo.fork != true }}
        continue-on-error: true
        with:
          sarif_file: ${folder}/${name}.sarif
          category: agent-ci-${name}
      - uses: ${ACTION}/comment@v${version}
        if: \${{ !cancelled() && github.event_name == 'pull_request' }}
        with:
          report: ${folder}/${name}.json
          allow-missing: true # then the section of an earlier run says that there is no result
          section: ${section}
`;

/**
 * A skipped job counts as passed where it is required: this one is never skipped, and fails where others were. Where a
 * budget was exceeded and nothing else was wrong, the job that was approved and judged again stands for the one that
 * failed.
 */
const closingJob = (choices: PipelineChoices): string => {
  const { rehearses = false, costs = false } = choices;
  const judged = ["checks", ...(rehearses ? [DRY_RUN.name] : [])];
  const needs = [...judged, ...(costs ? [COST_APPROVAL] : [])];
  const others = stagesOf(choices).filter(({ name }) => name !== COST_GATE.name);
  const approved = [
    ...needs.filter((job) => job !== "checks").map(result),
    ...others.map(({ name }) => `\${{ needs.checks.outputs.${name} }}`),
  ];
  return `  agent-ci:
    name: agent-ci # the one to make required
    needs: [${needs.join(", ")}]
    if: \${{ always() }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {}
    steps:
      - env:
          RESULT: ${judged.map(result).join(" ")}
${costs ? `          APPROVED: ${approved.join(" ")} # a budget was exceeded, and nothing else\n` : ""}        run: test "$RESULT" = ${successes(judged)}${costs ? ` || test "$APPROVED" = ${successes(approved)}` : ""}
`;
};

const result = (job: string): string => `\${{ needs.${job}.result }}`;
const successes = (of: readonly string[]): string =>
  of.length === 1 ? "success" : `"${of.map(() => "success").join(" ")}"`;
