import { type ReportKind, REPORT_KINDS } from "../../rollout/history/report.ts";
import type { FlagSettings } from "../command.ts";
import {
  checkpointOption,
  evidenceOption,
  forceOption,
  fullOption,
  goldenOption,
  reasonOption,
  roleOption,
  seenOption,
} from "../deploy/deploy.ts";
import { fixingOptions, judgingOptions, stateOption } from "../options.ts";

/** The options of every verb; which takes which is said beside the verbs. */
export const rolloutOptions = [
  ...judgingOptions,
  ...fixingOptions,
  {
    name: "before",
    type: "string",
    value: "file",
    summary: "The flags.json that evaluators have now, to compare with.",
    doors: ["terminal"],
  },
  {
    name: "gap",
    type: "string",
    value: "time",
    multiple: true,
    summary: "A time between two ticks that was seen, such as 270m; repeatable. Warns where a lease ends in it.",
    doors: ["terminal"],
  },
  {
    name: "tasks-per-day",
    type: "string",
    value: "number",
    multiple: true,
    summary:
      "How many tasks there are a day, such as 20, or staging=5; repeatable. By the records that metrics read if not given.",
    doors: ["terminal"],
  },
  {
    name: "retrospective",
    type: "boolean",
    summary: "Judge the past, tick by tick, and write nothing.",
    doors: ["terminal"],
  },
  {
    name: "environment",
    type: "string",
    value: "name",
    summary: "For which environment, such as staging; never where people are who have to be asked.",
    doors: ["terminal"],
  },
  {
    name: "since",
    type: "string",
    value: "time",
    summary: "From when on, such as 14d or 2026-11-30; from the first task of the canary if not given.",
    doors: ["terminal"],
  },
  {
    name: "until",
    type: "string",
    value: "time",
    summary: "Until when; until now if not given.",
    doors: ["terminal"],
  },
  {
    name: "every",
    type: "string",
    value: "time",
    summary: "How often a tick would have come; every 15m, or 200 times in all, if not given.",
    doors: ["terminal"],
  },
  {
    name: "canary",
    type: "string",
    value: "release",
    summary: "Whose tasks are the canary's; those whose `variant` says so if not given.",
    doors: ["terminal"],
  },
  {
    name: "stable",
    type: "string",
    value: "release",
    summary: "What that is compared with; all other releases if not given.",
    doors: ["terminal"],
  },
  {
    name: "of",
    type: "string",
    value: "attempt",
    summary: "Of which attempt the canary's tasks are, such as team-a/r3; of any if not given.",
    doors: ["terminal"],
  },
  {
    name: "name",
    type: "string",
    value: "log",
    summary: "What the audit log is called, such as example.com/team/agents; the address of `origin` if not given.",
    doors: ["terminal"],
  },
  {
    name: "key-file",
    type: "string",
    value: "file",
    summary: "Where the private key is written, outside of the repository; in your own configuration if not given.",
    doors: ["terminal"],
  },
  {
    name: "github",
    type: "boolean",
    summary: "Also the workflows of GitHub Actions that move the rollouts of `rollouts/`.",
    doors: ["terminal"],
  },
  {
    name: "gitlab",
    type: "boolean",
    summary: "Also the pipeline of GitLab that moves them.",
    doors: ["terminal"],
  },
  {
    name: "dry-run",
    type: "boolean",
    summary: "Print what would be done, and do nothing.",
    doors: ["terminal"],
  },
  {
    name: "branch",
    type: "string",
    value: "name",
    summary: "The branch that task records are pushed to; agent-ci/records if not given.",
    doors: ["terminal"],
  },
  {
    name: "kind",
    type: "string",
    values: REPORT_KINDS,
    summary: "What is told; an incident where it was taken back, else its completion.",
    doors: ["terminal"],
  },
  {
    name: "attempt",
    type: "string",
    value: "number",
    summary: "The attempt, such as 3 or team-a/r3; the last one if not given.",
    doors: ["terminal"],
  },
  {
    name: "with",
    type: "string",
    value: "number",
    summary: "The attempt that it is compared with; the last healthy one before it if not given.",
    doors: ["terminal"],
  },
  stateOption,
  evidenceOption,
  goldenOption,
  {
    name: "out",
    type: "string",
    value: "folder",
    summary: "Where the files for Prometheus and Alertmanager are written; printed if not given.",
    doors: ["terminal"],
  },
  {
    name: "listen",
    type: "string",
    value: "address",
    summary: "Where, with a port; 127.0.0.1:9741 if not given, which other machines cannot reach.",
    doors: ["terminal"],
  },
  {
    name: "token-file",
    type: "string",
    value: "file",
    summary: "The token that whoever tells of alerts has to show; AGENT_CI_LISTEN_TOKEN if not given.",
    doors: ["terminal"],
  },
  reasonOption,
  roleOption,
  checkpointOption,
  seenOption,
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
