import { finite, integer, list, object, string, type Read } from "../../model/read-value.ts";
import type { Section } from "../../model/report.ts";
import type { View } from "../../model/view.ts";
import { LASTS, type Plan, type Span } from "../plan.ts";
import { showSpan } from "../spec/duration.ts";
import type { ForeseenStep } from "./foresee-steps.ts";

/** How many tasks there are in an environment, and how that is known. */
export interface KnownTraffic {
  readonly environment: string;
  readonly perDay: number;
  readonly by: string;
}

interface ShownOutlook {
  readonly name: string;
  readonly traffic: readonly KnownTraffic[];
  /** Of all steps whose time is known. */
  readonly takes: string;
  readonly steps: readonly {
    readonly id: string;
    readonly weight: number;
    readonly takes: string;
    readonly tasks: string;
  }[];
  readonly metrics: readonly {
    readonly step: string;
    readonly name: string;
    readonly tasks: number;
    readonly finds: string;
    /** Of a hundred releases as good as stable, as many pass; empty where nobody knows. */
    readonly passes: string;
  }[];
}

/** How long a rollout takes, and what it finds out on its way. */
export function outlookSection(plan: Plan, steps: readonly ForeseenStep[], traffic: readonly KnownTraffic[]): Section {
  const known = steps.reduce((sum, { takes }) => sum + (takes ?? 0), 0);
  const data: ShownOutlook = {
    name: plan.name,
    traffic: traffic.map((one) => ({ ...one, perDay: Number(one.perDay.toPrecision(3)) })),
    takes: showSpan(known),
    steps: steps
      .filter(({ kind }) => LASTS.has(kind))
      .map(({ id, weight, takes, tasks }) => ({
        id,
        weight,
        takes: takes === null ? (tasks === null ? "not known" : "until somebody decides") : inTime(takes),
        tasks: tasks === null ? "" : String(tasks),
      })),
    metrics: steps.flatMap(({ id, metrics }) =>
      metrics.map(({ name, tasks, finds, passes }) => ({
        step: id,
        name,
        tasks,
        finds,
        passes: passes === undefined ? "" : String(Math.round(100 * passes)),
      })),
    ),
  };
  return { kind: "rollout-outlook", version: 1, data };
}

const inTime = (span: Span): string => (span === 0 ? "one tick" : showSpan(span));

const shown: Read<ShownOutlook> = object({
  name: string,
  traffic: list(object({ environment: string, perDay: finite, by: string })),
  takes: string,
  steps: list(object({ id: string, weight: integer(0), takes: string, tasks: string })),
  metrics: list(object({ step: string, name: string, tasks: integer(0), finds: string, passes: string })),
});

export function outlookView(data: unknown): View {
  const { name, traffic, takes, steps, metrics } = shown(data, "");
  const title = `Outlook of ${name}`;
  if (traffic.length === 0) return { title, leads: true, blocks: [{ lines: UNKNOWN }] };
  const table = {
    columns: [
      { title: "Step" },
      { title: "Weight", align: "right" },
      { title: "Takes", align: "right" },
      { title: "Tasks by its end", align: "right" },
    ],
    rows: steps.map((step) => [step.id, `${step.weight} %`, step.takes, step.tasks]),
  } as const;
  const found = {
    columns: [
      { title: "By the end of" },
      { title: "Metric" },
      { title: "Tasks", align: "right" },
      { title: "Finds in 8 of 10 rollouts" },
      { title: "Of 100 as good as stable pass", align: "right" },
    ],
    rows: metrics.map((one) => [one.step, one.name, String(one.tasks), one.finds, one.passes]),
  } as const;
  const lines = [
    `It is expected to take ${takes}, and what waits for somebody, or runs, besides.`,
    ...traffic.map(({ environment, perDay, by }) => `  ${environment}: ${perDay} tasks a day, ${by}`),
  ];
  return { title, leads: true, blocks: [table, ...(metrics.length === 0 ? [] : [found]), { lines }] };
}

const UNKNOWN = [
  "How long it takes, and what it finds out, follows from how many tasks there are: give --tasks-per-day,",
  "or let a `jsonl` provider name records of the last days.",
];
