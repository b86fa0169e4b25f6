import type { FoundPrices } from "../book/find-prices.ts";
import { ABOUT_MEASURED, type Range3 } from "../profile/profile.ts";
import type { MeasuredWork } from "./measure-runs.ts";
import type { ProfileEntry } from "./put-entry.ts";

/** What becomes of one workflow or subagent in the profile. */
export interface PlannedWork {
  readonly workflow: string;
  readonly agent?: string;
  readonly runs: number;
  readonly keys: readonly PlannedKey[];
  /** The estimate in percent of what the runs cost: by the profile as it was, and as it will be. */
  readonly percentBefore?: Range3;
  readonly percentAfter?: Range3;
  readonly notes: readonly string[];
}
export interface PlannedKey {
  readonly key: string;
  readonly is: ProfileEntry;
  /** As it was measured before; absent where it was not. */
  readonly was?: ProfileEntry;
  /** What was written by hand, and holds in its place. */
  readonly byHand?: ProfileEntry;
  /** What holds by default no longer. */
  readonly default?: ProfileEntry;
}

/** `profile` is the plain value of the file as it was. */
export function planWork(
  work: MeasuredWork,
  profile: unknown,
  entry: { readonly [key: string]: ProfileEntry },
  percentBefore: Range3 | undefined,
  { prices }: FoundPrices,
): PlannedWork {
  const { workflow, agent, runs, others, costs, model } = work;
  const own =
    agent === undefined ? at(profile, "workflows", workflow) : at(profile, "workflows", workflow, "subagents", agent);
  const [before, defaults] = [at(own, "measured"), at(profile, "defaults")];
  const keys = Object.entries(entry).flatMap(([key, is]): PlannedKey[] => {
    if (ABOUT_MEASURED.has(key)) return [];
    const [was, byHand, usual] = [before, own, defaults].map((map) => valueOf(map, key));
    return [
      {
        key,
        is,
        ...(was !== undefined && { was }),
        ...(byHand === undefined ? usual !== undefined && { default: usual } : { byHand }),
      },
    ];
  });
  const percentAfter = rangeOf(entry["estimate-percent-of-actual"]);
  return {
    workflow,
    ...(agent !== undefined && { agent }),
    runs,
    keys,
    ...(percentBefore && { percentBefore }),
    ...(percentAfter && { percentAfter }),
    notes: [
      ...(others > 0
        ? [`${others} % of the tokens are of other models than ${model}, which the numbers leave out`]
        : []),
      ...(costs.length === 0
        ? [
            `${prices === undefined ? `${model || "a model that is not named"} has` : "some of the answers have"} no price, so that the estimate is compared with nothing`,
          ]
        : []),
    ],
  };
}

/** The map at the end of a path of keys. */
function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((map, key) => valueOf(map, key), value);
}

function valueOf(map: unknown, key: string): ProfileEntry | undefined {
  if (typeof map !== "object" || map === null || !Object.hasOwn(map, key)) return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of the profile has judged it
  return (map as Readonly<Record<string, ProfileEntry>>)[key];
}

function rangeOf(entry: ProfileEntry | undefined): Range3 | undefined {
  if (typeof entry === "number") return { low: entry, expected: entry, high: entry };
  if (typeof entry !== "object") return undefined;
  const { low, expected, high } = entry;
  return typeof low === "number" && typeof expected === "number" && typeof high === "number"
    ? { low, expected, high }
    : undefined;
}

/** A number, or three of them: `6 (4 to 9)`. */
export function shownEntry(entry: ProfileEntry): string {
  const range = rangeOf(entry);
  if (!range) return typeof entry === "object" ? "several" : String(entry);
  const { low, expected, high } = range;
  return low === high ? String(expected) : `${expected} (${low} to ${high})`;
}
