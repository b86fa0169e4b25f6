import { factsOf } from "./comparators.ts";
import { differencesOf, type GoldenRun, type RanGolden } from "./judge-golden.ts";
import { type GoldenReference, type ReferenceFacts, renderReference } from "./reference.ts";

export type TakenReference =
  | { readonly ok: true; readonly reference: GoldenReference }
  | { readonly ok: false; readonly reason: string };

/** Runs that are different from each other and may be the reference; more of them would be like none of the others. */
const MOST_TRIED = 10;
/** In characters: a reference is read by people. */
const LARGEST = 65_536;

/** What a case gives, as its new reference: the run that most others are like. */
export async function takeReference({ golden, runs, notRun }: RanGolden): Promise<TakenReference> {
  if (notRun !== undefined) return { ok: false, reason: notRun };
  const { facts, best, first } = await bestOf(golden, runs);
  if (!facts) return { ok: false, reason: first };
  const counting = runs.filter(({ counts }) => counts).length;
  if (counting === 0)
    return { ok: false, reason: "none of its runs counts: its recordings are stale, cut off, or of a cache" };
  if (best === 0) return { ok: false, reason: `none of its runs is what its comparators ask for: ${first}` };
  const reference = { version: golden.version, runs: counting, met: best, facts };
  if (renderReference(reference).length > LARGEST)
    return { ok: false, reason: `its reference would be larger than ${LARGEST} characters: compare a part of it` };
  return { ok: true, reference };
}

interface Best {
  readonly facts: ReferenceFacts | undefined;
  /** Runs that count and are like it. */
  readonly best: number;
  /** What the first run has wrong. */
  readonly first: string;
}

async function bestOf(golden: RanGolden["golden"], runs: readonly GoldenRun[]): Promise<Best> {
  const tried = new Map<string, ReferenceFacts>();
  let first = "it did not run";
  for (const run of runs.toReversed()) {
    const facts = run.broken.length > 0 ? undefined : factsOf(golden.comparators, run.subject);
    if (facts) tried.set(JSON.stringify(facts), facts);
    else first = run.broken[0] ?? "the run leaves no such file as it compares";
  }
  let found: Best = { facts: undefined, best: -1, first };
  for (const facts of [...tried.values()].toReversed().slice(0, MOST_TRIED)) {
    const all = await Promise.all(runs.map((run) => differencesOf(golden, run, facts)));
    const best = all.filter((one, at) => one.length === 0 && runs[at]?.counts).length;
    if (best > found.best) found = { facts, best, first: all.flat()[0]?.message ?? first };
  }
  return found;
}
