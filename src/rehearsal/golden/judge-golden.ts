import { type Allowed, compareAll, type Compared } from "../../statistics/non-inferiority.ts";
import type { Asserted } from "../assertions/assertion.ts";
import { judgeExpectations } from "../judging/judge-expectations.ts";
import { filled, REFERENCE, referenceText } from "./comparators.ts";
import type { GoldenCaseResult, GoldenDifference, GoldenSetResult } from "./golden-result.ts";
import type { GoldenCase, GoldenSet } from "./golden-set.ts";
import type { ReadReference, ReferenceFacts } from "./reference.ts";

/** One run of a case. */
export interface GoldenRun {
  readonly subject: Asserted;
  /** What went wrong with it, whatever is compared. */
  readonly broken: readonly string[];
  /** Whether it says something that no run before it has said. */
  readonly counts: boolean;
}

/** A case that ran, or did not. */
export interface RanGolden {
  readonly golden: GoldenCase;
  readonly runs: readonly GoldenRun[];
  /** Why it did not run. */
  readonly notRun?: string;
  /** It is not to run here, and says nothing of what is judged here either way. */
  readonly later?: true;
}

/** How a run compares; no difference: it is like the reference. */
type OfRun = readonly Omit<GoldenDifference, "runs">[];

/** What of a run is not as the reference has it. */
export async function differencesOf(
  { comparators }: GoldenCase,
  { subject, broken }: GoldenRun,
  facts: ReferenceFacts,
): Promise<OfRun> {
  const differences: { message: string; detail: readonly string[] }[] = broken.map((message) => ({
    message,
    detail: [],
  }));
  for (const comparator of comparators) {
    const expectation = filled(comparator, facts);
    if (!expectation) {
      differences.push({ message: `The reference says nothing of ${comparator.type}: record it anew.`, detail: [] });
      continue;
    }
    const beside = (path: string): string | undefined =>
      path === REFERENCE ? referenceText(comparator, facts) : subject.beside(path);
    const [asked] = await judgeExpectations([expectation], { ...subject, beside }, true);
    if (asked && !asked.met) differences.push({ message: withoutAdvice(asked.message ?? ""), detail: asked.detail });
  }
  return differences;
}

/** A golden file of a scenario is written by an option, and a reference by a command. */
const withoutAdvice = (message: string): string =>
  message
    .replace(" (--update-golden writes it anew, if the new one is right)", "")
    .replaceAll(JSON.stringify(REFERENCE), "the reference")
    .replace("is what the reference says", "is what the reference has");

/** Runs of a case against its reference, before anybody says what that comes to. */
interface Counting {
  readonly counted: number;
  readonly met: number;
  readonly reference: { readonly runs: number; readonly met: number };
  readonly missing: string;
  readonly differing: number;
  readonly differences: readonly GoldenDifference[];
}

async function count({ golden, runs, notRun }: RanGolden, read: ReadReference | undefined): Promise<Counting> {
  const nothing = { counted: 0, met: 0, reference: { runs: 0, met: 0 }, differing: 0, differences: [] };
  if (notRun !== undefined) return { ...nothing, missing: notRun };
  if (!read) return { ...nothing, missing: "it has no reference yet: `agent-ci golden record` writes it" };
  if (!read.ok) return { ...nothing, missing: `its reference cannot be read: ${read.reason}` };
  const { reference } = read;
  if (reference.version !== golden.version)
    return {
      ...nothing,
      missing: `its reference is of version ${reference.version}, and the case of ${golden.version}: \`agent-ci golden record\` writes it anew`,
    };
  const all = await Promise.all(runs.map((run) => differencesOf(golden, run, reference.facts)));
  const counting = all.filter((_, at) => runs[at]?.counts);
  return {
    counted: counting.length,
    met: counting.filter(({ length }) => length === 0).length,
    reference: { runs: reference.runs, met: reference.met },
    missing: whyNothing(runs, counting.length, reference.runs),
    differing: all.filter(({ length }) => length > 0).length,
    differences: together(all),
  };
}

function whyNothing(runs: readonly GoldenRun[], counted: number, recorded: number): string {
  if (counted === 0)
    return runs.length === 0
      ? "it did not run"
      : "none of its runs counts: its recordings are stale, cut off, or of a cache";
  return recorded === 0 ? "no run counted when its reference was recorded: record it anew" : "";
}

/** What several runs have is said once. */
function together(all: readonly OfRun[]): readonly GoldenDifference[] {
  const known = new Map<string, { message: string; detail: readonly string[]; runs: number }>();
  for (const one of all.flat()) {
    const key = JSON.stringify([one.message, one.detail]);
    const same = known.get(key);
    if (same) same.runs += 1;
    else known.set(key, { ...one, runs: 1 });
  }
  return [...known.values()];
}

/** The cases of a set against their references: each by itself, and together. A case that says nothing is no pass. */
export async function judgeGolden(
  set: GoldenSet,
  ran: readonly RanGolden[],
  {
    referenceOf,
    digest,
    allowed,
  }: {
    readonly referenceOf: (golden: GoldenCase) => ReadReference | undefined;
    readonly digest: string;
    readonly allowed: Allowed;
  },
): Promise<GoldenSetResult> {
  const counts = await Promise.all(ran.map((one) => count(one, referenceOf(one.golden))));
  const saying = counts.filter(({ missing }) => missing === "");
  const {
    each,
    sum,
    together: whole,
  } = compareAll(
    saying.map(({ counted, met, reference }) => ({
      now: { trials: counted, successes: met },
      reference: { trials: reference.runs, successes: reference.met },
    })),
    allowed,
  );
  const isSilent = counts.some(({ missing }, at) => missing !== "" && ran[at]?.later !== true);
  const isPart = isSilent && whole.comparison === "not-worse";
  const of = new Map(saying.map((one, at) => [one, each[at]] as const));
  return {
    id: set.id,
    path: set.path,
    ...allowed,
    digest,
    ...shown(whole),
    ...(isPart && { result: "undecided" }),
    counted: sum.now.trials,
    met: sum.now.successes,
    reference: { runs: sum.reference.trials, met: sum.reference.successes },
    cases: counts.map((counting, at): GoldenCaseResult => {
      const one = ran[at];
      return {
        ...counting,
        id: one?.golden.id ?? "",
        version: one?.golden.version ?? 0,
        runs: one?.runs.length ?? 0,
        ...shown(of.get(counting)),
      };
    }),
  };
}

const UNKNOWN: Compared = { comparison: "undecided", interval: { low: -1, high: 1 } };
function shown({ comparison, interval }: Compared = UNKNOWN): Pick<GoldenSetResult, "result" | "low" | "high"> {
  return { result: comparison, low: interval.low, high: interval.high };
}
