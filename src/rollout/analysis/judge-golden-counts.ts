import { type Allowed, compareAll, fewestRuns } from "../../statistics/non-inferiority.ts";
import { points, tellDifference } from "../../statistics/tell-difference.ts";
import type { Digest } from "../plan.ts";
import type { GoldenEvidence } from "../reconcile/evidence.ts";

/** Why a report says nothing of this release; undefined where it does. */
export function notAbout({ release, otherwise }: GoldenEvidence, wanted: Digest): string | undefined {
  if (release !== wanted)
    return `the report of golden cases is about ${release}, and this is ${wanted}: run it for this release`;
  return otherwise ?? undefined;
}

/**
 * What the counts of golden cases come to. Those of whoever made the report are taken, and his verdict is not: the plan
 * says by how much a release may be worse. A case that says nothing is no pass.
 */
export function judgeGoldenCounts(
  { cases }: GoldenEvidence,
  allowed: Allowed,
): { readonly verdict: "pass" | "fail" | "inconclusive"; readonly why: string } {
  const saying = cases.filter(({ missing }) => missing === "");
  const { each, sum, together } = compareAll(saying, allowed);
  const told = `${tellDifference(sum, together.interval)}, of which ${points(allowed.margin)} may be lost`;
  const worse = saying.filter((_, at) => each[at]?.comparison === "worse").map(({ id }) => id);
  if (together.comparison === "worse")
    return {
      verdict: "fail",
      why: `worse: ${told}${worse.length === 0 ? "" : `, by ${worse.slice(0, 5).join(", ")}`}`,
    };
  const silent = cases.find(({ missing }) => missing !== "");
  if (silent) return { verdict: "inconclusive", why: `${silent.id} says nothing: ${silent.missing}` };
  if (together.comparison === "not-worse") return { verdict: "pass", why: told };
  const fewest = fewestRuns(allowed);
  return {
    verdict: "inconclusive",
    why: `${told} says neither${sum.now.trials < fewest ? `; it takes ${fewest} runs without a miss` : ""}`,
  };
}
