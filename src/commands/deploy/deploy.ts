import { VERBS } from "../../rollout/reconcile/evidence.ts";
import { expectTaken } from "./asked-options.ts";
import { type Command, defineCommand } from "../command.ts";
import { githubToken, listFormat, stateOption } from "../options.ts";

export const evidenceOption = {
  name: "evidence",
  type: "string",
  value: "file",
  summary: "What was measured, as JSON: verdicts of metrics, samples, when the runtimes were back on stable.",
} as const;
export const reasonOption = {
  name: "reason",
  type: "string",
  value: "text",
  summary: "Why, for who reads the log.",
  doors: ["terminal", "github"],
} as const;
export const roleOption = {
  name: "role",
  type: "string",
  value: "name",
  summary: "As whom, such as qa.",
  doors: ["terminal", "github"],
} as const;

export const checkpointOption = {
  name: "checkpoint",
  type: "string",
  value: "name",
  summary: "A checkpoint of monitoring, instead of the step that asks.",
  doors: ["terminal", "github"],
} as const;
export const seenOption = {
  name: "seen",
  type: "string",
  value: "digest",
  summary: "What was looked at, as `status` shows it. Of something else it says nothing.",
  doors: ["terminal", "github"],
} as const;
export const fullOption = {
  name: "full",
  type: "boolean",
  summary: "To the end, past every pause and analysis.",
  doors: ["terminal", "github"],
} as const;
export const forceOption = {
  name: "force",
  type: "boolean",
  summary: "Although the release is bad; needs a --reason.",
  doors: ["terminal", "github"],
} as const;

export const goldenOption = {
  name: "golden",
  type: "string",
  value: "file",
  summary: "The JSON report of `agent-ci golden diff --rollout`, where the specification asks for golden cases.",
} as const;

/** Its verbs are no words of its own, so that the option says of which it is. */
const ofVerb = <const O extends { readonly summary: string }>(verbs: string, option: O): O => ({
  ...option,
  summary: `${verbs}: ${option.summary.charAt(0).toLowerCase()}${option.summary.slice(1)}`,
});

export const deployCommand: Command = defineCommand({
  name: "deploy",
  summary: "Move a rollout as far as it may go now: one tick.",
  description:
    "Makes a release of the checkout, brings it to its targets, and takes the steps of its specification that have nothing left to wait for. Run it on each push to the default branch and by a schedule: asked again it changes nothing, and a late one only holds longer. AGENT_CI_AUDIT_KEY signs what it did; without the key it may lower exposure, and raise nothing.",
  positionals: [{ name: "rollout", optional: true, summary: "A specification, or the name of one in `rollouts/`." }],
  options: [
    {
      name: "verb",
      type: "string",
      values: [...VERBS, "approve", "reject"],
      doors: ["terminal", "github"],
      summary: "For pipelines: ask this of the rollout, as `agent-ci rollout <verb>` does; a tick if not given.",
    },
    reasonOption,
    ofVerb("approve, reject", roleOption),
    ofVerb("approve, reject", checkpointOption),
    ofVerb("approve, reject", seenOption),
    ofVerb("promote", fullOption),
    ofVerb("start, retry", forceOption),
    stateOption,
    evidenceOption,
    goldenOption,
    {
      ...githubToken,
      summary:
        "Writes the branch of states, and shows each step as a deployment: `contents: write` and `deployments: write`.",
    },
    { ...listFormat, summary: "How to print what the tick came to." },
  ],
  examples: [
    { line: "agent-ci deploy team-a", does: "takes the rollout of rollouts/team-a.yaml one tick further" },
    { line: "agent-ci deploy team-a --evidence metrics.json", does: "the same, with what a job has measured" },
    {
      line: "agent-ci deploy team-a --golden golden.json",
      does: "the same, with what golden cases say of the release",
    },
  ],
  pillar: {
    title: "agent-ci deploy",
    icon: "upload-cloud",
    deploys: true,
    permissions: {
      "contents: write": "to write the branch of states, and targets that are branches",
      "deployments: write": "to show each step as a deployment",
    },
    outputs: {
      rollout: "The attempt, such as team-a/r3; empty where nothing was written.",
      phase: "Where it stands, such as Progressing, AwaitingApproval, Healthy or Degraded.",
      approval: "The environment that waits for an approval, where one does.",
      checkpoint: "The checkpoint that has to be confirmed, where that is what it waits for.",
      asked: "The environments whose reviewers are asked from this tick on, separated by commas.",
      seen: "What is asked for, as an approval or a rejection of it names it.",
      golden: "The commit whose golden cases it waits for, where it does.",
    },
  },
  async run(world, { verb, ...values }, [named]) {
    expectTaken(verb, values);
    if (verb === "approve" || verb === "reject") {
      const { rolloutApprove, rolloutReject } = await import("../rollout/approve.ts");
      return (verb === "approve" ? rolloutApprove : rolloutReject)(world, values, named);
    }
    if (verb !== undefined) {
      const { askVerb } = await import("../rollout/ask.ts");
      return askVerb(verb, world, values, named);
    }
    const { deploy } = await import("./deploy-tick.ts");
    return deploy(world, values, named);
  },
});
