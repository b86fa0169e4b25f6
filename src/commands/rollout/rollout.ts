import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import { VERBS as REQUESTS } from "../../rollout/reconcile/evidence.ts";
import { REPORT_KINDS, type ReportKind } from "../../rollout/history/report.ts";
import {
  checkpointOption,
  evidenceOption,
  forceOption,
  fullOption,
  goldenOption,
  reasonOption,
  roleOption,
} from "../deploy/deploy.ts";
import { fixingOptions, judgingOptions, stateOption } from "../options.ts";

const OPTIONS = [
  ...judgingOptions,
  ...fixingOptions,
  {
    name: "before",
    type: "string",
    value: "file",
    summary: "lint: the flags.json that evaluators have now, to compare with.",
    doors: ["terminal"],
  },
  {
    name: "gap",
    type: "string",
    value: "time",
    multiple: true,
    summary: "plan: a time between two ticks that was seen, such as 270m; repeatable. Warns where a lease ends in it.",
    doors: ["terminal"],
  },
  {
    name: "tasks-per-day",
    type: "string",
    value: "number",
    multiple: true,
    summary:
      "plan: how many tasks there are a day, such as 20, or staging=5; repeatable. By the records that metrics read if not given.",
    doors: ["terminal"],
  },
  {
    name: "retrospective",
    type: "boolean",
    summary: "analyze: judge the past, tick by tick, and write nothing.",
    doors: ["terminal"],
  },
  {
    name: "environment",
    type: "string",
    value: "name",
    summary: "drill: for which environment, such as staging; never where people are who have to be asked.",
    doors: ["terminal"],
  },
  {
    name: "since",
    type: "string",
    value: "time",
    summary: "analyze: from when on, such as 14d or 2026-11-30; from the first task of the canary if not given.",
    doors: ["terminal"],
  },
  {
    name: "until",
    type: "string",
    value: "time",
    summary: "analyze: until when; until now if not given.",
    doors: ["terminal"],
  },
  {
    name: "every",
    type: "string",
    value: "time",
    summary: "analyze: how often a tick would have come; every 15m, or 200 times in all, if not given.",
    doors: ["terminal"],
  },
  {
    name: "canary",
    type: "string",
    value: "release",
    summary: "analyze: whose tasks are the canary's; those whose `variant` says so if not given.",
    doors: ["terminal"],
  },
  {
    name: "stable",
    type: "string",
    value: "release",
    summary: "analyze: what that is compared with; all other releases if not given.",
    doors: ["terminal"],
  },
  {
    name: "of",
    type: "string",
    value: "attempt",
    summary: "analyze: of which attempt the canary's tasks are, such as team-a/r3; of any if not given.",
    doors: ["terminal"],
  },
  {
    name: "name",
    type: "string",
    value: "log",
    summary:
      "init: what the audit log is called, such as example.com/team/agents; the address of `origin` if not given.",
    doors: ["terminal"],
  },
  {
    name: "key-file",
    type: "string",
    value: "file",
    summary:
      "init: where the private key is written, outside of the repository; in your own configuration if not given.",
    doors: ["terminal"],
  },
  {
    name: "github",
    type: "boolean",
    summary: "init: also the workflows of GitHub Actions that move the rollouts of `rollouts/`.",
    doors: ["terminal"],
  },
  {
    name: "gitlab",
    type: "boolean",
    summary: "init: also the pipeline of GitLab that moves them.",
    doors: ["terminal"],
  },
  {
    name: "dry-run",
    type: "boolean",
    summary: "init: print what would be done, and do nothing.",
    doors: ["terminal"],
  },
  {
    name: "branch",
    type: "string",
    value: "name",
    summary: "record: the branch that task records are pushed to; agent-ci/records if not given.",
    doors: ["terminal"],
  },
  {
    name: "kind",
    type: "string",
    values: REPORT_KINDS,
    summary: "report: what is told; an incident where it was taken back, else its completion.",
    doors: ["terminal"],
  },
  {
    name: "attempt",
    type: "string",
    value: "number",
    summary: "report: the attempt, such as 3 or team-a/r3; the last one if not given.",
    doors: ["terminal"],
  },
  {
    name: "with",
    type: "string",
    value: "number",
    summary: "report: the attempt that it is compared with; the last healthy one before it if not given.",
    doors: ["terminal"],
  },
  stateOption,
  evidenceOption,
  goldenOption,
  {
    name: "out",
    type: "string",
    value: "folder",
    summary: "alerts: where the files for Prometheus and Alertmanager are written; printed if not given.",
    doors: ["terminal"],
  },
  {
    name: "listen",
    type: "string",
    value: "address",
    summary: "listen: where, with a port; 127.0.0.1:9741 if not given, which other machines cannot reach.",
    doors: ["terminal"],
  },
  {
    name: "token-file",
    type: "string",
    value: "file",
    summary: "listen: the token that whoever tells of alerts has to show; AGENT_CI_LISTEN_TOKEN if not given.",
    doors: ["terminal"],
  },
  reasonOption,
  roleOption,
  checkpointOption,
  {
    name: "seen",
    type: "string",
    value: "digest",
    summary: "approve: what was looked at, as `status` shows it. Something else is not approved.",
  },
  fullOption,
  forceOption,
] as const;

export interface RolloutValues extends FlagSettings {
  readonly state?: string;
  readonly evidence?: string;
  readonly golden?: string;
  readonly reason?: string;
  readonly role?: string;
  readonly checkpoint?: string;
  readonly seen?: string;
  readonly full?: boolean;
  readonly force?: boolean;
  readonly before?: string;
  readonly gap?: readonly string[];
  readonly "tasks-per-day"?: readonly string[];
  readonly retrospective?: boolean;
  readonly environment?: string;
  readonly since?: string;
  readonly until?: string;
  readonly every?: string;
  readonly canary?: string;
  readonly stable?: string;
  readonly of?: string;
  readonly base?: string;
  readonly branch?: string;
  readonly "no-color"?: boolean;
  readonly kind?: ReportKind;
  readonly attempt?: string;
  readonly with?: string;
  readonly name?: string;
  readonly "key-file"?: string;
  readonly "dry-run"?: boolean;
  readonly out?: string;
  readonly listen?: string;
  readonly "token-file"?: string;
  readonly github?: boolean;
  readonly gitlab?: boolean;
}
type Run = (world: World, values: RolloutValues, named: string | undefined) => Promise<number>;

/** What can be done with a rollout, each in a file of its own. */
const VERBS: Readonly<Record<string, () => Promise<Run>>> = {
  lint: async () => (await import("./lint.ts")).rolloutLint,
  plan: async () => (await import("./plan.ts")).rolloutPlan,
  analyze: async () => (await import("./analyze.ts")).rolloutAnalyze,
  drill: async () => (await import("./drill.ts")).rolloutDrill,
  alerts: async () => (await import("./alerts.ts")).rolloutAlerts,
  listen: async () => (await import("./listen.ts")).rolloutListen,
  init: async () => (await import("./init.ts")).rolloutInit,
  report: async () => (await import("./report.ts")).rolloutReport,
  status: async () => (await import("./status.ts")).rolloutStatus,
  record: async () => (await import("./record.ts")).rolloutRecord,
  approve: async () => (await import("./approve.ts")).rolloutApprove,
  ...Object.fromEntries(
    REQUESTS.map((verb) => [
      verb,
      async (): Promise<Run> => {
        const { askVerb } = await import("./ask.ts");
        return (world, values, named) => askVerb(verb, world, values, named);
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
approve lets the step pass that asks for it, where the key is.
The others ask something of a rollout: who has the key has it answered at once, else the next tick answers it.
abort and emergency-disable give stable to everybody at once, whoever asks; emergency-disable without a name of all.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` },
    {
      name: "rollout",
      optional: true,
      summary:
        "Its name, such as team-a. lint, plan: a specification or a folder, all of `rollouts/` if not given; lint: a flags.json, too. status, emergency-disable: all if not given. record: a file or folder of records.",
    },
  ],
  options: OPTIONS,
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
  async run(world, values, [verb = "", named]) {
    const load = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (load) return (await load())(world, values, named);
    const like = nearest(verb, Object.keys(VERBS));
    throw new UsageError(
      `rollout has no verb "${verb.slice(0, 60)}".${like === undefined ? "" : ` Did you mean ${like}?`} There is: ${Object.keys(VERBS).join(", ")}.`,
    );
  },
});
