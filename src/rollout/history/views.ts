import { showInstant } from "../../model/instant.ts";
import type { TimelineMark, View, ViewTone } from "../../model/view.ts";
import type { Digest, Span } from "../plan.ts";
import type { ReleaseDifference } from "../release/compare-releases.ts";
import { showTook } from "../spec/duration.ts";
import type { Instant, Judgement, Phase, RollbackTimes } from "../state.ts";
import { type RolloutAttempt, type LogMoment, sharesOf } from "./attempts.ts";
import type { CountedVerdict } from "./standing.ts";

/** Enough of a digest to tell it from others. */
export const shortDigest = (digest: Digest | null): string => (digest === null ? "nothing" : digest.slice(0, 19));
const columns = (...titles: readonly string[]) => titles.map((title) => ({ title }));

/** What was measured of the release before, and by how much the present one differs from it. */
export const showBefore = (before: number, value: number): string =>
  before === 0
    ? "0"
    : `${before}, ${value < before ? "−" : "+"}${Math.abs((100 * (value - before)) / before).toFixed(1)} %`;

export function toneOf(phase: string): ViewTone {
  if (BAD.has(phase)) return "bad";
  return MILD.has(phase) ? "mild" : "good";
}
const BAD: ReadonlySet<string> = new Set<Phase["name"]>(["RollingBack", "Degraded", "Failed", "Frozen"]);
const MILD: ReadonlySet<string> = new Set<Phase["name"]>(["Paused", "AwaitingApproval"]);

/** Which share got the release, and what happened meanwhile. `until`: how long it is followed. */
export function weightView(attempt: RolloutAttempt, until: Instant): View {
  const shares = Object.entries(sharesOf(attempt, until)).filter(([, points]) =>
    points.some(({ percent }) => percent > 0),
  );
  const lines = shares.map(([name, points]) => ({ name, points }));
  const timeline = { from: attempt.began, to: Math.max(until, attempt.began + 1), lines, marks: marksOf(attempt) };
  return {
    title: "Share of the tasks that got it",
    blocks: lines.length === 0 ? [{ lines: ["Nobody was given it."] }] : [{ timeline }],
  };
}

const marksOf = ({ moments }: RolloutAttempt): readonly TimelineMark[] =>
  moments.flatMap(({ at, event, why }) => {
    const tone = MARKED[event] ?? (event.startsWith("paused-") ? "mild" : undefined);
    return tone === undefined ? [] : [{ at, label: `${event}: ${why}`, tone }];
  });
const MARKED: Readonly<Partial<Record<string, ViewTone>>> = {
  "rolling-back": "bad",
  failed: "bad",
  frozen: "bad",
  abort: "bad",
  undo: "bad",
  "emergency-disable": "bad",
  "metric-failed": "bad",
  "lease-expired": "mild",
  "asked-approval": "mild",
  pause: "mild",
  activated: "good",
  completed: "good",
};

/** What happened, the newest first, without ticks at which nothing did. */
export function eventsView(moments: readonly LogMoment[], most: number): View {
  const told = moments.filter(({ event }) => event !== "ticked").toReversed();
  const rows = told
    .slice(0, most)
    .map(({ at, event, actor, why, signed }) => [
      showInstant(at),
      event,
      actor === "agent-ci" ? "" : actor,
      signed ? why : `${why === "" ? "" : `${why} `}(not signed yet)`,
    ]);
  const left = told.length - rows.length;
  return {
    title: "What happened",
    blocks:
      told.length === 0
        ? []
        : [
            { columns: [...columns("Time (UTC)", "Event"), { title: "By", names: true }, { title: "Why" }], rows },
            ...(left > 0 ? [{ lines: [`and ${left} before that: --format html shows them`] }] : []),
          ],
  };
}

const SIGNS: Readonly<Record<Judgement, string>> = {
  pass: "✓ pass",
  fail: "✗ fail",
  inconclusive: "? inconclusive",
  noData: "? no data",
  error: "! error",
};
export const showVerdict = (verdict: Judgement): string => SIGNS[verdict];

/** The last verdict of each metric in an attempt, as it was counted. */
export function lastVerdicts({ moments }: RolloutAttempt): ReadonlyMap<string, CountedVerdict> {
  return new Map(moments.flatMap(({ standing }) => Object.entries(standing?.measured ?? {})));
}

const VERDICT_COLUMNS = ["Metric", "Verdict", "Time (UTC)", "What it says", "Of how many, at 95 %", "By"];

export function verdictsView(attempt: RolloutAttempt): View {
  const rows = [...lastVerdicts(attempt)].map(([name, { verdict, at, rule, why, figures }]) => [
    name,
    showVerdict(verdict),
    showInstant(at),
    why,
    figures.join("; "),
    rule,
  ]);
  return {
    title: "What was measured last",
    blocks: rows.length === 0 ? [] : [{ columns: columns(...VERDICT_COLUMNS), rows }],
  };
}

/** The moments of a rollback, and whether it took no longer than it may. */
export function rollbackView({ t0, t1, t2, t3, t4 }: RollbackTimes, target: Span): View {
  const row = (name: string, what: string, at: Instant | null, held = ""): readonly string[] => [
    name,
    what,
    at === null ? "not known" : new Date(at).toISOString(),
    at === null || name === "t1" ? "" : `${at < t1 ? "−" : "+"}${showTook(Math.abs(at - t1))}`,
    held,
  ];
  const kept =
    t3 === null ? "" : t3 - t1 <= target ? `✓ within ${showTook(target)}` : `✗ longer than ${showTook(target)}`;
  return {
    title: "The rollback, by its moments",
    blocks: [
      {
        columns: columns("", "What", "Time", "From the verdict", "Target"),
        rows: [
          row("t0", "the first sample that breached", t0),
          row("t1", "the verdict", t1),
          row("t2", "the flags were written", t2),
          row("t3", "every runtime was back on stable", t3, t3 === null ? `within ${showTook(target)}` : kept),
          row("t4", "the last task of the canary ended", t4),
        ],
      },
    ],
  };
}

/** In which files a release differs from another one; undefined where git has not both. */
export function filesView(title: string, files: readonly ReleaseDifference[] | undefined): View {
  if (files === undefined)
    return { title, blocks: [{ lines: ["Not both of them can be made again: git lacks a commit."] }] };
  return {
    title,
    blocks: [
      files.length === 0
        ? { lines: ["In none: they are the same release."] }
        : { columns: columns("File", "What"), rows: files.map(({ path, what }) => [path, what]) },
    ],
  };
}
