import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand } from "../command.ts";
import { fixingOptions, judgingOptions } from "../options.ts";
import { chosenVerb, optionNames, type CommandVerb, type CommandVerbs } from "../verbs.ts";
import { VERBS as REQUESTS } from "../../rollout/reconcile/evidence.ts";
import { ASKED_OPTIONS } from "../deploy/asked-options.ts";
import { rolloutOptions, type RolloutValues } from "./options.ts";

type Run = (world: World, values: RolloutValues, named: string | undefined) => Promise<number>;

const JUDGING = optionNames(judgingOptions);
const TICK = ["state", "evidence", "golden", "github-token", "format", "no-color"];
const SHEETS = ["state", "format", "output", "no-color"];
const asked = (verb: string): readonly string[] => [...TICK, ...(ASKED_OPTIONS[verb] ?? [])];

/** What can be done with a rollout, each in a file of its own. */
const VERBS: CommandVerbs<CommandVerb & { readonly load: () => Promise<Run> }> = {
  lint: {
    takes: [...JUDGING, ...optionNames(fixingOptions), "before"],
    load: async () => (await import("./lint.ts")).rolloutLint,
  },
  plan: {
    takes: [...JUDGING, "gap", "tasks-per-day"],
    load: async () => (await import("./plan.ts")).rolloutPlan,
  },
  analyze: {
    takes: ["retrospective", "since", "until", "every", "canary", "stable", "of", "state", "format", "no-color"],
    load: async () => (await import("./analyze.ts")).rolloutAnalyze,
  },
  drill: {
    takes: ["environment", "state", "format", "no-color"],
    load: async () => (await import("./drill.ts")).rolloutDrill,
  },
  alerts: { takes: ["out", "no-color"], load: async () => (await import("./alerts.ts")).rolloutAlerts },
  listen: {
    takes: ["listen", "token-file", "state", "no-color"],
    load: async () => (await import("./listen.ts")).rolloutListen,
  },
  init: {
    takes: ["name", "key-file", "github", "gitlab", "dry-run", "state", "no-color"],
    load: async () => (await import("./init.ts")).rolloutInit,
  },
  report: {
    takes: [...SHEETS, "kind", "attempt", "with"],
    load: async () => (await import("./report.ts")).rolloutReport,
  },
  status: { takes: SHEETS, load: async () => (await import("./status.ts")).rolloutStatus },
  record: {
    takes: ["branch", "state", "no-color"],
    load: async () => (await import("./record.ts")).rolloutRecord,
  },
  approve: {
    takes: asked("approve"),
    load: async () => (await import("./approve.ts")).rolloutApprove,
  },
  reject: {
    takes: asked("reject"),
    load: async () => (await import("./approve.ts")).rolloutReject,
  },
  ...Object.fromEntries(
    REQUESTS.map((verb) => [
      verb,
      {
        takes: asked(verb),
        load: async (): Promise<Run> => {
          const { askVerb } = await import("./ask.ts");
          return (world, values, named) => askVerb(verb, world, values, named);
        },
      },
    ]),
  ),
};

export const rolloutCommand: Command = defineCommand({
  name: "rollout",
  summary: "How a release reaches those who use it, step by step.",
  description: `lint says what is wrong with specifications of rollouts, and with a flags.json that is named.
plan shows what they come to: every step with its time, its gate and how it is undone; from how many tasks there are, how
long they take and what difference is found by then; with --base, whether the release is risky, and so to be approved.
analyze --retrospective says when a specification would have stopped what was recorded, and writes nothing. drill
degrades each of its metrics in a rehearsal of the tick, and measures how long it takes until the release is back.
init makes what they need once: the keys of the audit log, the branch of states, and what protects it; with --github
or --gitlab the pipelines that move them, too.
alerts writes what Prometheus and Alertmanager watch a rollout by; listen hears of them, and asks for what they ask.
status says where rollouts stand, and of one that is named what led there. report tells an attempt: how it came to its
end, beside another one, or what went wrong. Both print text, json, markdown or html.
record pushes what workers wrote of their tasks to a branch that ticks read.
approve lets the step pass that asks for it, where the key is; reject takes the release back that asks.
The others ask something of a rollout: who has the key has it answered at once, else the next tick answers it.
abort and emergency-disable give stable to everybody at once, whoever asks; emergency-disable without a name of all.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` },
    {
      name: "rollout",
      optional: true,
      summary:
        "Its name, such as team-a. lint, plan: a path, too, all of `rollouts/` if not given; lint: of a flags.json, too. status, emergency-disable: all if not given. record: a file or folder of records.",
    },
  ],
  options: rolloutOptions,
  examples: [
    { line: "agent-ci rollout lint --fix", does: "writes && for AND in conditions, then says what is left" },
    { line: "agent-ci rollout lint", does: "what is wrong with the files in rollouts/, line by line" },
    {
      line: "agent-ci rollout plan rollouts/team-a.yaml --base v1.4",
      does: "every step with its undo, and the risk since v1.4",
    },
    { line: "agent-ci rollout init --dry-run", does: "what keys, branch and protection would be made" },
    { line: "agent-ci rollout init --github", does: "makes them, and the workflows that move the rollouts" },
    { line: "agent-ci rollout status team-a --output html=status.html", does: "where it stands, as a page, too" },
    { line: 'agent-ci rollout abort team-a --reason "answers are wrong"', does: "stable for everybody, at once" },
    { line: "agent-ci rollout report team-a --format markdown", does: "what became of it, for those who have to know" },
  ],
  verbs: VERBS,
  async run(world, values, [verb = "", named]) {
    return (await chosenVerb("rollout", VERBS, verb, values).load())(world, values, named);
  },
});
