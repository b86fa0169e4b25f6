import { finite, integer, list, Mismatch, object, oneOf, optional, type Read, shortText } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind, ViewBlock } from "../model/view.ts";
import { withNoun } from "../model/numbers.ts";
import { billView } from "./bill/bill-section.ts";
import type { CaseResult, RunResult } from "./case-result.ts";
import { goldenView } from "./golden/golden-section.ts";
import { ISOLATIONS, type Isolation } from "./isolation.ts";
import { readShard, type Shard } from "./scenarios/select-scenarios.ts";
import { transcriptView } from "./transcript/transcript-view.ts";
import { KINDS_OF_SCENARIO } from "./scenarios/kinds.ts";

/** What a dry run shows: its cases, and how well they were shut in. */
export interface DryRun {
  /** Absent where nothing ran. */
  readonly isolation?: Isolation;
  /** Why the stronger ways are closed on this machine. */
  readonly refused: readonly { readonly isolation: Isolation; readonly reason: string }[];
  readonly cases: readonly CaseResult[];
  /** How many more there are than a report can hold. */
  readonly more: number;
  /** Which part of the cases this is; absent where it is all of them. */
  readonly shard?: Shard;
}

const MOST_CASES = 1000;
const MOST_RUNS = 100;
const LONGEST = 300;

export const dryRunSection = ({ cases, ...rest }: Omit<DryRun, "more">): Section => ({
  kind: "dry-run",
  version: 1,
  data: {
    ...rest,
    cases: cases.slice(0, MOST_CASES).map((one) => ({ ...one, runs: one.runs.slice(0, MOST_RUNS) })),
    more: Math.max(0, cases.length - MOST_CASES),
  } satisfies DryRun,
});

const boundedText = shortText(LONGEST);
const result = oneOf(["pass", "fail"]);
const amount = integer(0);
const run: Read<RunResult> = (value, at) => ({
  ...runFigures(value, at),
  ...optional({ seed: amount, upstream: amount })(value, at),
});
const runFigures = object({
  repeat: amount,
  result,
  ended: oneOf(["exit", "signal", "time-limit", "too-many-processes", "not-started", "lost"]),
  isolation: oneOf(ISOLATIONS),
  durationMs: amount,
  memoryBytes: amount,
  requests: amount,
  tokens: object({ input: amount, output: amount }),
  met: amount,
  expected: amount,
  attempts: list(object({ host: boundedText, count: amount })),
  diffs: list(list(boundedText)),
});
const evidence: Read<CaseResult["evidence"]> = (value, at) => ({
  ...object({
    recordings: amount,
    replays: amount,
    stale: amount,
    counted: amount,
    passed: amount,
    low: finite,
    high: finite,
  })(value, at),
  ...optional({ cached: amount, made: amount })(value, at),
});
const oneCase: Read<CaseResult> = object({
  id: boundedText,
  path: boundedText,
  name: boundedText,
  kind: oneOf(KINDS_OF_SCENARIO),
  tags: list(boundedText),
  result,
  runs: list(run),
  evidence,
});
/** Whatever a report says of its parts, there are no more of them than anybody may ask for. */
const shard: Read<Shard> = (value, at) => {
  const { index, of } = object({ index: integer(1), of: integer(1) })(value, at);
  const read = readShard(`${index}/${of}`);
  if (!read) throw new Mismatch(`${at} is no part of that many`);
  return read;
};
const readDryRun: Read<DryRun> = (value, at) => ({
  ...object({
    refused: list(object({ isolation: oneOf(ISOLATIONS), reason: boundedText })),
    cases: list(oneCase),
    more: amount,
  })(value, at),
  ...optional({ isolation: oneOf(ISOLATIONS), shard })(value, at),
});

/** The data of a section that anybody may have written. Throws Mismatch. */
export const dryRunOf = (data: unknown): DryRun => readDryRun(data, "");

export const dryRunKind: SectionKind = {
  kind: "dry-run",
  version: 1,
  view: (data) => {
    const { cases, more, isolation, refused } = dryRunOf(data);
    if (cases.length === 0) return { title: "Dry run", blocks: [] }; // findings say why nothing ran
    return {
      title: "Dry run",
      blocks: [
        {
          columns: [
            { title: "Case" },
            { title: "Result" },
            { title: "Runs", align: "right" },
            { title: "Evidence" },
            { title: "Requests", align: "right" },
            { title: "Tokens", align: "right" },
            { title: "Time", align: "right" },
          ],
          rows: [...cases].sort((one, other) => one.result.localeCompare(other.result)).map(rowOf),
        },
        ...(more > 0 ? [{ lines: [`and ${more} more`] }] : []),
        ...(isolation === undefined ? [] : [{ lines: isolationLines(isolation, refused, cases) }]),
        ...cases.flatMap(diffsOf),
      ],
    };
  },
};

function rowOf({ id, result: came, runs, evidence: said }: CaseResult): readonly string[] {
  const passed = runs.filter((one) => one.result === "pass").length;
  const middle = (of: (one: RunResult) => number): number =>
    runs.map(of).toSorted((one, other) => one - other)[Math.floor((runs.length - 1) / 2)] ?? 0;
  return [
    id,
    came,
    `${passed} of ${runs.length}`,
    describeEvidence(said),
    String(middle(({ requests }) => requests)),
    String(middle(({ tokens }) => tokens.input + tokens.output)),
    `${middle(({ durationMs }) => durationMs)} ms`,
  ];
}

/** `1 recording, 5 replays: 1 of 1 passed, 21–100 %`. What was written by hand says nothing of a model. */
function describeEvidence(said: CaseResult["evidence"]): string {
  const { recordings, replays, stale, cached = 0, made: anew = 0, counted, passed, low, high } = said;
  if (recordings + anew === 0) return counted > 0 ? "written turns" : "none";
  const played = `${withNoun(recordings, "recording")}, ${withNoun(replays, "replay")}`;
  const made = [...(anew > 0 ? [withNoun(anew, "new recording")] : []), ...(recordings > 0 ? [played] : [])].join(", ");
  const old = `${stale === 0 ? "" : `, ${stale} stale`}${cached === 0 ? "" : `, ${cached} from a cache`}`;
  if (counted === 0) return `${made}${old}: none`;
  return `${made}${old}: ${passed} of ${counted} passed, ${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}

function isolationLines(isolation: Isolation, refused: DryRun["refused"], cases: DryRun["cases"]): readonly string[] {
  const attempts = cases.flatMap(({ runs }) => runs.flatMap((one) => one.attempts));
  const live = cases.flatMap(({ runs }) => runs.flatMap(({ upstream }) => upstream ?? []));
  const answered = live.reduce((sum, count) => sum + count, 0);
  const asked = attempts.reduce((sum, { count }) => sum + count, 0);
  const proven =
    isolation === "proxy-and-canary"
      ? "That nothing left this machine is not proven: a proxy alone sees those who ask it."
      : live.length > 0
        ? `The agent had no network but loopback. A real model answered ${withNoun(answered, "request")} of it.`
        : "0 requests left this machine: there was no network but loopback.";
  return [
    `Shut in by: ${isolation}.`,
    proven,
    `${withNoun(asked, "request")} for other addresses refused.`,
    ...refused.map((one) => `${one.isolation} is closed here: ${one.reason}`),
  ];
}

function diffsOf({ id, runs }: CaseResult): readonly ViewBlock[] {
  const [first] = runs.flatMap(({ diffs }) => diffs);
  return first ? [{ lines: [`${id}:`, ...first] }] : [];
}

/** What each file of the configuration adds to every request of an agent. */
export const contextBillKind: SectionKind = { kind: "context-bill", version: 1, view: billView };

/** What was asked and answered, request by request. */
export const transcriptKind: SectionKind = { kind: "transcript", version: 1, view: transcriptView };

/** Cases that were held to their references. */
export const goldenKind: SectionKind = { kind: "golden", version: 1, view: goldenView };
