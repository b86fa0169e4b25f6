import { COST_GATE } from "./stages.ts";

/** The job that waits for the reviewers of an environment, and judges again. */
export const COST_APPROVAL = "cost-approval";

/** What the job that checks needs besides, to see who approved. */
export const APPROVAL_PERMISSIONS = `      pull-requests: read # to see who approved that a budget is exceeded
      actions: read # the same, in an environment
`;
export const APPROVAL_OUTPUT = `      ${COST_APPROVAL}: \${{ steps.${COST_GATE.name}.outputs.approval-environment }}
`;

/**
 * Only where the configuration lets the reviewers of an environment approve, and they have not: what waits begins when
 * one of them lets it go. The comment is written by a job of its own, which checks nothing out.
 */
export const costApprovalJobs = (action: string, version: string): string => `  ${COST_APPROVAL}:
    name: Cost approval
    needs: checks
    if: \${{ !cancelled() && needs.checks.outputs.${COST_APPROVAL} != '' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    environment: \${{ needs.checks.outputs.${COST_APPROVAL} }}
    permissions:
      contents: read # to check out, and to read the target branch's configuration
${APPROVAL_PERMISSIONS}    outputs:
      result: \${{ steps.${COST_GATE.name}.outputs.result }} # empty where nothing was judged
    steps:
      - uses: actions/checkout@v7
        with:
          fetch-depth: 0
          persist-credentials: false
      - id: ${COST_GATE.name}
        uses: ${action}/${COST_GATE.name}@v${version}
        with:
          output: json=\${{ runner.temp }}/agent-ci/${COST_GATE.name}.json
      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() }}
        with:
          name: agent-ci-${COST_APPROVAL}
          path: \${{ runner.temp }}/agent-ci/
          retention-days: 7

  show-${COST_APPROVAL}:
    name: Show cost approval
    needs: ${COST_APPROVAL}
    if: \${{ !cancelled() && contains(fromJSON('["pass", "fail", "inconclusive"]'), needs.${COST_APPROVAL}.outputs.result) }}
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pull-requests: write # to write the comment
    steps:
      - uses: actions/download-artifact@v8
        with:
          name: agent-ci-${COST_APPROVAL}
          path: reports
      - uses: ${action}/comment@v${version}
        with:
          report: reports/${COST_GATE.name}.json
          section: ${COST_GATE.section}
`;
