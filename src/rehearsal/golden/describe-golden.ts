import { type Allowed, fewestRuns } from "../../statistics/non-inferiority.ts";
import { points, tellDifference } from "../../statistics/tell-difference.ts";
import type { GoldenCaseResult, GoldenSetResult } from "./golden-result.ts";

/** How many runs are like the reference, now and when it was recorded, and what that says of the difference. */
export const describeCounts = ({
  counted,
  met,
  reference: { runs, met: recorded },
  low,
  high,
}: Pick<GoldenCaseResult, "counted" | "met" | "reference" | "low" | "high">): string =>
  tellDifference(
    { now: { trials: counted, successes: met }, reference: { trials: runs, successes: recorded } },
    { low, high },
  );

/** By which rule it was judged, in one sentence. */
export const describeRule = ({ margin, alpha }: Allowed): string =>
  `Not worse: no more than ${points(margin)} points fewer runs are like the reference, which is said wrongly at most ${points(alpha)} times in 100. It takes ${fewestRuns({ margin, alpha })} runs, all of them like it, or more.`;

/** Why a set did not pass. */
export function whyNot(set: GoldenSetResult): string {
  const worse = set.cases.filter(({ result }) => result === "worse");
  const missing = set.cases.filter(({ missing: why }) => why !== "");
  if (set.result === "worse") {
    const named =
      worse.length === 0
        ? "all cases together"
        : worse
            .slice(0, 5)
            .map(({ id }) => caseName(id))
            .join(", ");
    return `${describeCounts(set)}; ${named} lost more than ${points(set.margin)}`;
  }
  const [first] = missing;
  if (first)
    return `${missing.length === 1 ? "one case says" : `${missing.length} cases say`} nothing: ${caseName(first.id)}: ${first.missing}`;
  const fewest = fewestRuns(set);
  const few = set.counted < fewest ? `, and it takes ${fewest} runs without a miss` : "";
  return `${describeCounts(set)}, of which ${points(set.margin)} may be lost: too little says so${few}`;
}

export const caseName = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
