/** What decides who is given the canary, in JsonLogic: https://flagd.dev/reference/flag-definitions/ */
interface Exposed {
  /** `<rollout>/r<number>`: another rollout hits other tasks. */
  readonly salt: string;
  readonly weight: number;
  /** Seconds since the epoch, as flagd counts. */
  readonly until: number;
  readonly exclude: Readonly<Record<string, readonly string[]>>;
  /** Tasks that ask for the preview get it. */
  readonly preview: boolean;
}

export const STABLE = "stable";
export const CANARY = "canary";

/**
 * Whoever is excluded gets stable, and so does a task without a key: a salted key is never empty, so that all such
 * tasks would fall on one side. The order of the entries is part of the contract: canary first, and a task that has
 * the canary keeps it while the weight grows.
 */
export function targetingOf({ salt, weight, until, exclude, preview }: Exposed): object {
  const excluded = Object.entries(exclude)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([property, values]) => [{ in: [{ var: property }, values] }, STABLE]);
  return {
    if: [
      ...excluded,
      ...(preview ? [{ "==": [{ var: "agent_ci_track" }, "preview"] }, CANARY] : []),
      { and: [{ var: "targetingKey" }, { "<": [{ var: "$flagd.timestamp" }, until] }] },
      {
        fractional: [
          { cat: [{ var: "$flagd.flagKey" }, `:${salt}:`, { var: "targetingKey" }] },
          [CANARY, weight],
          [STABLE, 100 - weight],
        ],
      },
      STABLE,
    ],
  };
}
