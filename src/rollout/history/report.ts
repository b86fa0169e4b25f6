import { showInstant } from "../../model/instant.ts";
import type { Sheet, View } from "../../model/view.ts";
import type { Percent } from "../plan.ts";
import type { ReleaseDifference } from "../release/compare-releases.ts";
import { showTook } from "../spec/duration.ts";
import type { Instant } from "../state.ts";
import { type RolloutAttempt, type LogMoment, sharesOf } from "./attempts.ts";
import {
  eventsView,
  filesView,
  lastVerdicts,
  rollbackView,
  shortDigest,
  showVerdict,
  toneOf,
  verdictsView,
  weightView,
} from "./views.ts";

export const REPORT_KINDS = ["completion", "comparison", "incident"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a report is written about: all of it is of the log, but for the files, which git knows. */
export interface ReportFacts {
  readonly attempt: RolloutAttempt;
  /** The one that it is compared with, or that was good before it. */
  readonly before: RolloutAttempt | undefined;
  /** In which its release differs from that one; undefined where git has not both. */
  readonly files: readonly ReleaseDifference[] | undefined;
}

/** What an attempt is told as, unless somebody says otherwise. */
export const kindFor = ({ last }: RolloutAttempt): ReportKind =>
  toneOf(last.phase) === "bad" ? "incident" : "completion";

export const reportSheet = (kind: ReportKind, facts: ReportFacts): Sheet => SHEETS[kind](facts);

const SHEETS: Readonly<Record<ReportKind, (facts: ReportFacts) => Sheet>> = {
  completion: (facts) => {
    const { attempt } = facts;
    return {
      ...headOf(attempt),
      lines: [...factLines(attempt), ...comparedLines(facts)],
      views: views([
        weightView(attempt, attempt.ended),
        stepsTaken(attempt),
        verdictsView(attempt),
        decisionsView(attempt),
        ...filesViews(facts),
      ]),
    };
  },
  comparison: ({ attempt, before, files }) => ({
    ...headOf(attempt),
    lines: before ? [`${attempt.id} beside ${before.id}.`] : ["There is no attempt to compare with."],
    views: before
      ? views([
          sideBySide(before, attempt),
          metricsBeside(before, attempt),
          filesView(`Files in which ${attempt.id} differs from ${before.id}`, files),
          titled(before.id, weightView(before, before.ended)),
          titled(attempt.id, weightView(attempt, attempt.ended)),
        ])
      : [],
  }),
  incident: (facts) => {
    const { attempt } = facts;
    const { rollback } = attempt.last;
    return {
      ...headOf(attempt),
      lines: [...causeLines(attempt), ...factLines(attempt), ...comparedLines(facts)],
      views: views([
        ...(rollback ? [rollbackView(rollback.times, rollback.target)] : []),
        weightView(attempt, attempt.ended),
        breachesView(attempt),
        askedView(attempt),
        ...filesViews(facts),
        eventsView(attempt.moments, MOST_EVENTS),
      ]),
    };
  },
};

const MOST_EVENTS = 200;
const MOST_BREACHES = 100;

const views = (all: readonly View[]): readonly View[] => all.filter(({ blocks }) => blocks.length > 0);
const titled = (name: string, view: View): View => ({ ...view, title: `${view.title}: ${name}` });

function headOf({ id, last }: RolloutAttempt): Pick<Sheet, "title" | "word" | "tone"> {
  const word = last.outcome === null ? last.phase : `${last.phase} (${last.outcome})`;
  return { title: id, word, tone: toneOf(last.phase) };
}

const factLines = ({ began, ended, last }: RolloutAttempt): readonly string[] => [
  `Release ${shortDigest(last.release)} of commit ${last.commit.slice(0, 12)}.`,
  `Began ${showInstant(began)}, last entry ${showInstant(ended)}: ${showTook(ended - began)}.`,
];

const comparedLines = ({ before }: ReportFacts): readonly string[] =>
  before ? [`Before it ${before.id}, release ${shortDigest(before.last.release)}, was healthy.`] : [];

const filesViews = ({ attempt, before, files }: ReportFacts): readonly View[] =>
  before ? [filesView(`Files in which ${attempt.id} differs from ${before.id}`, files)] : [];

/** Steps in the order in which they were passed, and how long each took. */
function stepsTaken({ moments, began }: RolloutAttempt): View {
  const passed = moments.filter(({ event }) => event.startsWith(PASSED));
  const rows = passed.map(({ at, event, why }, index) => [
    showInstant(at),
    event.slice(PASSED.length),
    why,
    showTook(at - (passed[index - 1]?.at ?? began)),
  ]);
  return {
    title: "Steps",
    blocks:
      rows.length === 0
        ? []
        : [
            {
              columns: [
                { title: "Passed (UTC)" },
                { title: "Step" },
                { title: "What it came to" },
                { title: "Took", align: "right" },
              ],
              rows,
            },
          ],
  };
}
const PASSED = "passed-";

/** What people did: who approved, and who asked for what. */
function decisionsView({ moments }: RolloutAttempt): View {
  const decided = moments.filter(({ event, actor }) => event === "approved" || actor !== "agent-ci");
  return { ...eventsView(decided, MOST_EVENTS), title: "Who decided what" };
}

/** What was asked for that lowers: an alert, or somebody who saw it. */
function askedView({ moments }: RolloutAttempt): View {
  return { ...eventsView(moments.filter(isAsked), MOST_EVENTS), title: "Who raised the alarm" };
}
const isAsked = ({ event, actor, refused }: LogMoment): boolean =>
  ALARMS.has(event) && actor !== "agent-ci" && !refused;
const ALARMS: ReadonlySet<string> = new Set(["request", "abort", "emergency-disable", "pause", "undo"]);

/** By what it ended, in the words of the log. */
const causeLines = ({ moments }: RolloutAttempt): readonly string[] => {
  const cause = moments.find(isCause);
  return cause ? [`${cause.event}: ${cause.why}`] : [];
};
const CAUSES: ReadonlySet<string> = new Set(["rolling-back", "frozen", "failed", "undo"]);
const isCause = ({ event }: LogMoment): boolean => CAUSES.has(event);
const TAKEN_BACK = "No metric failed: it was taken back by who asked for it, or by what is said above.";

/** Every verdict that failed, with since when and at which share. */
function breachesView(attempt: RolloutAttempt): View {
  const shares = Object.values(sharesOf(attempt, attempt.ended));
  const rows = attempt.moments.flatMap(({ standing }) =>
    Object.entries(standing?.measured ?? {}).flatMap(([name, { verdict, at, since, why, breaches }]) =>
      verdict === "fail"
        ? [
            [
              showInstant(at),
              name,
              since === null ? "" : showInstant(since),
              `${Math.max(0, ...shares.map((points) => percentBefore(points, at)))} %`,
              why,
              breaches.join(", "),
            ],
          ]
        : [],
    ),
  );
  const left = rows.length - MOST_BREACHES;
  return {
    title: "What breached",
    blocks:
      rows.length === 0
        ? [{ lines: [attempt.moments.some(isCause) ? TAKEN_BACK : "No metric failed, and it was not taken back."] }]
        : [
            {
              columns: [
                { title: "Measured (UTC)" },
                { title: "Metric" },
                { title: "First sample" },
                { title: "Share then", align: "right" },
                { title: "What it says" },
                { title: "Tasks, the first" },
              ],
              rows: rows.slice(0, MOST_BREACHES),
            },
            ...(left > 0 ? [{ lines: [`and ${left} more: the JSON report has all of them`] }] : []),
          ],
  };
}

/** What was given just before a moment. */
const percentBefore = (points: readonly { readonly at: Instant; readonly percent: Percent }[], at: Instant): Percent =>
  points.findLast((point) => point.at < at)?.percent ?? 0;

/** Two attempts, fact by fact. */
function sideBySide(one: RolloutAttempt, other: RolloutAttempt): View {
  const row = (what: string, tell: (attempt: RolloutAttempt) => string) => [what, tell(one), tell(other)];
  return {
    title: "Side by side",
    blocks: [
      {
        columns: ["", one.id, other.id].map((title) => ({ title })),
        rows: [
          row("Release", ({ last }) => shortDigest(last.release)),
          row("Commit", ({ last }) => last.commit.slice(0, 12)),
          row("Came to", (attempt) => headOf(attempt).word),
          row("Began (UTC)", ({ began }) => showInstant(began)),
          row("Took", ({ began, ended }) => showTook(ended - began)),
          row("Largest share", (attempt) => `${largestShare(attempt)} %`),
          row("Verdicts that failed", (attempt) => String(failuresIn(attempt))),
          row("Verdict to stable", ({ last: { rollback } }) =>
            rollback === null
              ? ""
              : rollback.times.t3 === null
                ? "not known"
                : showTook(rollback.times.t3 - rollback.times.t1),
          ),
        ],
      },
    ],
  };
}

const largestShare = (attempt: RolloutAttempt): Percent =>
  Math.max(
    0,
    ...Object.values(sharesOf(attempt, attempt.ended)).flatMap((points) => points.map(({ percent }) => percent)),
  );

const failuresIn = ({ moments }: RolloutAttempt): number =>
  moments.reduce(
    (sum, { standing }) =>
      sum + Object.values(standing?.measured ?? {}).filter(({ verdict }) => verdict === "fail").length,
    0,
  );

/** What either measured last, metric by metric. */
function metricsBeside(one: RolloutAttempt, other: RolloutAttempt): View {
  const [own, others] = [lastVerdicts(one), lastVerdicts(other)];
  const names = [...new Set([...own.keys(), ...others.keys()])].toSorted();
  const said = (verdicts: typeof own, name: string): string => {
    const found = verdicts.get(name);
    return found ? `${showVerdict(found.verdict)}: ${found.why}` : "not measured";
  };
  return {
    title: "What was measured last",
    blocks:
      names.length === 0
        ? []
        : [
            {
              columns: ["Metric", one.id, other.id].map((title) => ({ title })),
              rows: names.map((name) => [name, said(own, name), said(others, name)]),
            },
          ],
  };
}
