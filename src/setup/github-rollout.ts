import { branchPattern } from "./branch-pattern.ts";
import { approvalEnvironment, BARE_TICK, minutesOf, type GivenVariable, type RolloutShape } from "./rollout-shape.ts";

const ACTION = "agent-ci/agent-ci";
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
  const { name, approvals, golden } = rollout;
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
${keyed(rollout)}${outputsOf("tick", golden !== undefined)}    steps:
${CHECKOUT}      - id: tick
        uses: ${ACTION}/deploy@v${version}
        with:
          rollout: ${name}
          verb: \${{ !contains(fromJSON('["tick", "approve"]'), inputs.verb) && inputs.verb || '' }}
          reason: \${{ inputs.reason }}
          full: \${{ inputs.full }}
          force: \${{ inputs.force }}
${given(rollout)}${golden ? goldenJobs(rollout, golden, version) : ""}${approvals.map((one) => approvalJobs(rollout, one, version)).join("")}`;
}

/** The workflow that takes releases back, of any rollout: for alerts, and for people. */
export const githubRollback = (
  branch: string,
  version: string,
  rollouts: readonly RolloutShape[],
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
${CHECKOUT}      - uses: ${ACTION}/deploy@v${version}
        with:
          rollout: \${{ ${ASKED} }}
          # Any other word ends here: whoever may raise an alert may not raise a weight.
          verb: \${{ contains(fromJSON('${JSON.stringify(TAKING_BACK)}'), github.event.client_payload.verb || inputs.verb) && (github.event.client_payload.verb || inputs.verb) || 'none of those that take back' }}
          reason: \${{ github.event.client_payload.reason || inputs.reason || 'an event that gave no reason' }}
${rollouts.map((one) => rollbackTick(one, version)).join("")}`;

/** Of which rollout something is asked; nothing, where it is all of them. */
const ASKED = "github.event.client_payload.rollout || inputs.rollout";

/** A rollout's own tick: each has the key in an environment of its own. */
const rollbackTick = (rollout: RolloutShape, version: string): string => `
  tick-${rollout.name}:
    name: Tick ${rollout.name}
    needs: ask
    if: \${{ contains(fromJSON('["", "${rollout.name}"]'), ${ASKED} || '') }}
${keyed(rollout)}    steps:
${CHECKOUT}      - uses: ${ACTION}/deploy@v${version}
        with:
          rollout: ${rollout.name}
${given(rollout)}`;

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

/** What later jobs have to know of a tick. */
const outputsOf = (step: string, golden: boolean): string =>
  `    outputs:
${["approval", "checkpoint", "asked", "seen", ...(golden ? ["golden"] : [])].map((one) => `      ${one}: \${{ steps.${step}.outputs.${one} }}\n`).join("")}`;

/** By name, and no other: the key, and what this rollout takes. */
const given = ({ variables }: RolloutShape): string => `        env:
          AGENT_CI_AUDIT_KEY: \${{ secrets.AGENT_CI_AUDIT_KEY }}
${variables.map((one) => `          ${one.name}: \${{ ${VALUES[one.of](one.name)} }}\n`).join("")}`;

const VALUES: Readonly<Record<GivenVariable["of"], (name: string) => string>> = {
  secret: (name) => `secrets.${name}`,
  secretOrVariable: (name) => `secrets.${name} || vars.${name}`,
  token: () => "github.token",
};

const inExpression = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const checkout = (more = ""): string => `      - uses: actions/checkout@v7
        with:
${more}          fetch-depth: 0
          persist-credentials: false
`;
const CHECKOUT = checkout();

/** Where the report of golden cases lies, beside the checkout. */
const REPORT = "${{ runner.temp }}/agent-ci/golden.json";

/**
 * Only where the rollout waits for its golden cases: one job runs what they start, without the key, and the next one
 * has the key and judges what the first has counted.
 */
const goldenJobs = (rollout: RolloutShape, { commands }: { readonly commands: boolean }, version: string): string => `
  golden:
    name: Golden cases
    needs: tick
    if: \${{ !cancelled() && needs.tick.outputs.golden != '' }}
    runs-on: ubuntu-latest
    timeout-minutes: 60
    concurrency:
      group: agent-ci-golden-${rollout.name} # whoever is at work is not begun anew
    permissions:
      contents: read # to check out
    steps:
${checkout("          ref: ${{ needs.tick.outputs.golden }} # what waits, which need not be what is newest\n")}      # Here goes what scenarios start, such as \`- run: npm install --global @openai/codex@0.171.0\`.
      - uses: ${ACTION}/golden@v${version}
        with:
          rollout: ${rollout.name}
${commands ? "          allow-commands: true # programs of the repository, without the key\n" : ""}          output: json=${REPORT}
      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() }}
        with:
          name: agent-ci-golden
          path: ${REPORT}
          retention-days: 7

  judge:
    name: Judge golden cases
    needs: [tick, golden]
    # Also where they are worse: that is what it has to know.
    if: \${{ !cancelled() && ${ended("golden")} }}
${keyed(rollout)}${outputsOf("judge", false)}    steps:
${CHECKOUT}      - uses: actions/download-artifact@v8
        with:
          name: agent-ci-golden
          path: \${{ runner.temp }}/agent-ci
      - id: judge
        uses: ${ACTION}/deploy@v${version}
        with:
          rollout: ${rollout.name}
          golden: ${REPORT}
${given(rollout)}`;

/** Whether a job came to an end of its own: neither was it skipped, nor cancelled by the next one of its group. */
const ended = (job: string): string => `contains(fromJSON('["success", "failure"]'), needs.${job}.result)`;

function approvalJobs(
  rollout: RolloutShape,
  { environment, role }: RolloutShape["approvals"][number],
  version: string,
): string {
  const waits = approvalEnvironment(environment, role);
  const whom = `${environment}${role === null ? "" : `-${role}`}`;
  const gate = `ask-${whom}`;
  const before = rollout.golden ? ["tick", "judge"] : ["tick"];
  const told = (output: string): string => before.map((job) => `needs.${job}.outputs.${output}`).join(" || ");
  const isAsked = before.map((job) => `contains(format(',{0},', needs.${job}.outputs.asked), ',${waits},')`);
  return `
  ${gate}:
    name: Ask ${waits}
    needs: [${before.join(", ")}]
    # Also where a tick has asked and could not do something else. Where nobody reviews, nobody is asked here: somebody
    # starts this workflow with the verb approve.
    if: \${{ !cancelled() && (${isAsked.join(" || ")} || (inputs.verb == 'approve' && ${inBrackets(told("approval"))} == '${environment}')) }}
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
    needs: [${[...before, gate].join(", ")}]
    # Also where a reviewer turned it down: that stops the rollout.
    if: \${{ !cancelled() && ${ended(gate)} }}
${keyed(rollout)}    steps:
${CHECKOUT}      - uses: ${ACTION}/deploy@v${version}
        with:
          rollout: ${rollout.name}
          verb: \${{ needs.${gate}.result == 'success' && 'approve' || 'reject' }}
          checkpoint: \${{ ${told("checkpoint")} }}
          seen: \${{ ${told("seen")} }}
${role === null ? "" : `          role: ${role}\n`}${given(rollout)}`;
}

const inBrackets = (expression: string): string => (expression.includes("||") ? `(${expression})` : expression);
