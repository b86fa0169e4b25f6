import { tick } from "../../deploying/tick.ts";
import { type Command, defineCommand } from "../command.ts";
import { listFormat, stateOption } from "../options.ts";

export const evidenceOption = {
  name: "evidence",
  type: "string",
  value: "file",
  summary: "What was measured, as JSON: verdicts of metrics, samples, when the runtimes were back on stable.",
} as const;

export const goldenOption = {
  name: "golden",
  type: "string",
  value: "file",
  summary: "The JSON report of `agent-ci golden diff --rollout`, where the specification asks for golden cases.",
} as const;

export const deployCommand: Command = defineCommand({
  name: "deploy",
  summary: "Move a rollout as far as it may go now: one tick.",
  description: `Makes a release of the checkout, brings it to its targets, and takes the steps of its specification that have nothing
left to wait for. Run it on each push to the default branch and by a schedule: asked again it changes nothing, and a late
one only holds longer. AGENT_CI_AUDIT_KEY signs what it did; without the key it may lower exposure, and raise nothing.`,
  positionals: [{ name: "rollout", summary: "A specification, or the name of one in `rollouts/`." }],
  options: [
    stateOption,
    evidenceOption,
    goldenOption,
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
  async run(world, values, [named = ""]) {
    const { openTick } = await import("./open-tick.ts");
    const { tellTick } = await import("./tell-tick.ts");
    const from = await openTick(world, values, named);
    return tellTick(world, values.format, from.plan, await tick(from));
  },
});
