import { branchPattern } from "./branch-pattern.ts";
import { approvalEnvironment, BARE_TICK, minutesOf, type RolloutShape } from "./rollout-shape.ts";

const ACTION = "agent-ci/agent-ci/deploy";
/** What moves a rollout. What takes a release back is asked in a workflow of its own, which waits for nothing. */
const VERBS = ["tick", "approve", "promote", "resume", "retry", "start", "unfreeze"];
/** What an alert or a person may ask there: nothing of it gives a release to anybody else. */
const TAKING_BACK = ["abort", "pause", "undo", "emergency-disable"];

/**
 * The workflow that moves one rollout: a tick on each push and by a schedule, what people ask, and approvals. The job
 * that waits for reviewers is another one than those that have the key, so that they are asked once, and what waits
 * keeps no tick from running. `queue: max`: GitHub drops whoever waits, otherwise, when somebody else comes.
 */
export function githubRollout(branch: string, version: string, rollout: RolloutShape): string {
  const { name, approvals } = rollout;
  return `# From \`agent-ci rollout init --github\`, and yours to change: agent-ci never writes over it.
name: agent-ci rollout ${name}
on:
  push:
    branches: [${branchPattern(branch)}]
  schedule:
    - cron: "7,22,37,52 * * * *" # GitHub is late, and leaves some out: a lease has to last longer than the gaps
  workflow_dispatch:
    inputs:
      verb:
        description: What to ask of the rollout
        type: choice
        options: [${VERBS.join(", ")}]
        default: tick
      reason:
        description: Why, for who reads the log
        type: string
      full:
        description: "promote: to the end, past every pause and analysis"
        type: boolean
      force:
        description: "start, retry: although the release is bad"
        type: boolean
permissions: {}
jobs:
  tick:
    name: Tick
    if: \${{ github.ref == ${inExpression(`refs/heads/${branch}`)} }}
${keyed(rollout)}    outputs:
      approval: \${{ steps.tick.outputs.approval }}
      checkpoint: \${{ steps.tick.outputs.checkpoint }}
      asked: \${{ steps.tick.outputs.asked }}
    steps:
${CHECKOUT}      - id: tick
        uses: ${ACTION}@v${version}
        with:
          rollout: ${name}
          verb: \${{ !contains(fromJSON('["tick", "approve"]'), inputs.verb) && inputs.verb || '' }}
          reason: \${{ inputs.reason }}
          full: \${{ inputs.full }}
          force: \${{ inputs.force }}
${KEY}${approvals.map((one) => approvalJobs(rollout, one, version)).join("")}`;
}

/** The workflow that takes releases back, of any rollout: for alerts, and for people. */
export const githubRollback = (
  branch: string,
  version: string,
  environment: string,
): string => `# From \`agent-ci rollout init --github\`, and yours to change: agent-ci never writes over it.
# An alert starts it with {"event_type": "agent-ci-rollback", "client_payload": {"verb", "rollout", "reason"}}.
name: agent-ci rollback
on:
  repository_dispatch:
    types: [agent-ci-rollback]
  workflow_dispatch:
    inputs:
      verb:
        description: What to ask
        type: choice
        options: [${TAKING_BACK.join(", ")}]
        default: abort
      rollout:
        description: Of which rollout; of all, where an emergency names none
        type: string
      reason:
        description: Why, for who reads the log
        type: string
        required: true
permissions: {}
jobs:
  ask:
    name: Ask
    # Without the key and without an environment: nobody has to let it go on, and no tick has to end first.
    if: \${{ github.ref == ${inExpression(`refs/heads/${branch}`)} }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    concurrency:
      group: agent-ci-rollback-\${{ github.run_id }}
      queue: max
    permissions:
      contents: write # to write the branch of states
    steps:
${CHECKOUT}      - uses: ${ACTION}@v${version}
        with:
          rollout: \${{ github.event.client_payload.rollout || inputs.rollout }}
          # Any other word ends here: whoever may raise an alert may not raise a weight.
          verb: \${{ contains(fromJSON('${JSON.stringify(TAKING_BACK)}'), github.event.client_payload.verb || inputs.verb) && (github.event.client_payload.verb || inputs.verb) || 'none of those that take back' }}
          reason: \${{ github.event.client_payload.reason || inputs.reason || 'an event that gave no reason' }}

  tick:
    name: Tick
    needs: ask
    if: \${{ github.event.client_payload.rollout || inputs.rollout }}
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment:
      name: ${environment}
      deployment: false
    concurrency:
      group: agent-ci-rollout-\${{ github.event.client_payload.rollout || inputs.rollout }}
      queue: max
    permissions:
      contents: write # to write the branch of states
      deployments: write # to show what became of it
    steps:
${CHECKOUT}      - uses: ${ACTION}@v${version}
        with:
          rollout: \${{ github.event.client_payload.rollout || inputs.rollout }}
${KEY}`;

/** What a job has that may sign: the key is a secret of this environment, which asks nobody. */
const keyed = (rollout: RolloutShape): string => `    runs-on: ubuntu-latest
    timeout-minutes: ${minutesOf(rollout, BARE_TICK.github)}
    environment:
      name: ${rollout.environment}
      deployment: false # the steps are shown as deployments, and not the ticks
    concurrency:
      group: agent-ci-rollout-${rollout.name}
      queue: max
    permissions:
      contents: write # to write the branch of states
      deployments: write # to show each step as a deployment
      actions: read # to see who approved
`;

const KEY = `        env:
          AGENT_CI_AUDIT_KEY: \${{ secrets.AGENT_CI_AUDIT_KEY }}
`;

const inExpression = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const CHECKOUT = `      - uses: actions/checkout@v7
        with:
          fetch-depth: 0
          persist-credentials: false
`;

function approvalJobs(
  rollout: RolloutShape,
  { environment, role }: RolloutShape["approvals"][number],
  version: string,
): string {
  const waits = approvalEnvironment(environment, role);
  const whom = `${environment}${role === null ? "" : `-${role}`}`;
  const gate = `ask-${whom}`;
  return `
  ${gate}:
    name: Ask ${waits}
    needs: tick
    # Also where a tick has asked and could not do something else.
    if: \${{ !cancelled() && (needs.tick.outputs.asked == '${environment}' || (inputs.verb == 'approve' && needs.tick.outputs.approval == '${environment}')) }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    environment:
      name: ${waits} # its reviewers are asked here, and nowhere else
      deployment: false
    concurrency:
      group: agent-ci-${gate}-${rollout.name}
      cancel-in-progress: true # what is asked now is asked in its place
    permissions: {}
    steps:
      - run: echo "The job after this one looks who let it go on."

  approve-${whom}:
    name: Approve ${waits}
    needs: [tick, ${gate}]
    if: \${{ !cancelled() && needs.${gate}.result == 'success' }}
${keyed(rollout)}    steps:
${CHECKOUT}      - uses: ${ACTION}@v${version}
        with:
          rollout: ${rollout.name}
          verb: approve
          checkpoint: \${{ needs.tick.outputs.checkpoint }}
${role === null ? "" : `          role: ${role}\n`}${KEY}`;
}
