import {
  finite,
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  shortText,
  string,
} from "../../model/read-value.ts";
import type { Section } from "../../model/report.ts";
import type { View, ViewBlock } from "../../model/view.ts";
import { describeCounts, describeRule, caseName } from "./describe-golden.ts";
import type { GoldenCaseResult, GoldenDifference, GoldenResults, GoldenSetResult } from "./golden-result.ts";

const LONGEST = 300;
const MOST_DIFFERENCES = 20;
const MOST_SHOWN = 3;
const MOST_COUNTED = 20_000;

export const goldenSection = (results: GoldenResults): Section => ({
  kind: "golden",
  version: 1,
  data: {
    ...results,
    sets: results.sets.map((set) => ({ ...set, cases: set.cases.map(bounded) })),
  } satisfies GoldenResults,
});

const bounded = (one: GoldenCaseResult): GoldenCaseResult => ({
  ...one,
  differences: one.differences.slice(0, MOST_DIFFERENCES).map(({ message, runs, detail }) => ({
    message: message.slice(0, LONGEST),
    runs,
    detail: detail.map((line) => line.slice(0, LONGEST)),
  })),
});

const amount = integer(0);
/** A share that is neither nothing nor all. */
const part: Read<number> = (value, at) => {
  const share = finite(value, at);
  if (share <= 0 || share >= 1) throw new Mismatch(`${at} is not a number between 0 and 1`);
  return share;
};
/** What is compared takes time with how many there are, and a report may be anybody's. */
const few: Read<number> = (value, at) => {
  const count = amount(value, at);
  if (count > MOST_COUNTED) throw new Mismatch(`${at} is more than ${MOST_COUNTED}`);
  return count;
};
const text = shortText(LONGEST);
const result = oneOf(["not-worse", "worse", "undecided"]);
const difference: Read<GoldenDifference> = object({ message: text, runs: amount, detail: list(text) });
const outcome = {
  result,
  counted: few,
  met: few,
  reference: object({ runs: few, met: few }),
  low: finite,
  high: finite,
};
const readCase: Read<GoldenCaseResult> = object({
  ...outcome,
  id: text,
  version: amount,
  runs: amount,
  missing: text,
  differing: amount,
  differences: list(difference),
});
const oneCase: Read<GoldenCaseResult> = (value, at) => consistent(readCase(value, at), at);
const readSet: Read<GoldenSetResult> = object({
  ...outcome,
  id: text,
  path: text,
  margin: part,
  alpha: part,
  digest: string,
  cases: list(oneCase),
});
const oneSet: Read<GoldenSetResult> = (value, at) => consistent(readSet(value, at), at);

function consistent<T extends Pick<GoldenCaseResult, "counted" | "met" | "reference">>(one: T, at: string): T {
  const { counted, met, reference } = one;
  if (met > counted || reference.met > reference.runs) throw new Mismatch(`${at} has more successes than runs`);
  return one;
}

const readResults: Read<GoldenResults> = (value, at) => ({
  ...object({ sets: list(oneSet) })(value, at),
  ...optional({ release: string })(value, at),
});

/** The data of a section that anybody may have written. Throws Mismatch. */
export const goldenResultsOf = (data: unknown): GoldenResults => readResults(data, "");

export function goldenView(data: unknown): View {
  const { release, sets } = goldenResultsOf(data);
  if (sets.length === 0) return { title: "Golden cases", blocks: [] };
  return {
    title: "Golden cases",
    blocks: [...sets.flatMap(blocksOf), ...(release === undefined ? [] : [{ lines: [`Of the release ${release}.`] }])],
  };
}

const WORST_FIRST = ["worse", "undecided", "not-worse"] as const;
const WORDS = { "not-worse": "not worse", worse: "worse", undecided: "undecided" } as const;

function blocksOf(set: GoldenSetResult): readonly ViewBlock[] {
  const cases = set.cases.toSorted((one, other) => rank(one) - rank(other));
  return [
    {
      columns: [
        { title: "Case" },
        { title: "Result" },
        { title: "Like the reference" },
        { title: "Differing", align: "right" },
      ],
      rows: [
        [`${set.id}, together`, WORDS[set.result], describeCounts(set), ""],
        ...cases.map((one) => [
          caseName(one.id),
          WORDS[one.result],
          one.missing || describeCounts(one),
          differingIn(one),
        ]),
      ],
    },
    { lines: [describeRule(set)] },
    ...cases.flatMap(differencesIn),
  ];
}

/** What differs comes before what is alike. */
const rank = ({ result: came, differences }: GoldenCaseResult): number =>
  WORST_FIRST.indexOf(came) - (differences.length > 0 ? 0.5 : 0);

const differingIn = ({ runs, differing }: GoldenCaseResult): string =>
  differing === 0 ? "" : `${differing} of ${runs}`;

function differencesIn({ id, runs, differences }: GoldenCaseResult): readonly ViewBlock[] {
  if (differences.length === 0) return [];
  const more = differences.length - MOST_SHOWN;
  const lines = differences
    .slice(0, MOST_SHOWN)
    .flatMap(({ message, runs: often, detail }) => [
      `In ${often} of ${runs}: ${message}`,
      ...detail.map((line) => `  ${line}`),
    ]);
  return [{ lines: [`${caseName(id)}:`, ...lines, ...(more > 0 ? [`and ${more} other differences`] : [])] }];
}
