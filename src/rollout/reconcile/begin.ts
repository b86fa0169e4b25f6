import type { Digest } from "../plan.ts";
import type { EnvironmentState, FormerRelease, Instant, Phase, RolloutState } from "../state.ts";
import type { RolloutEvidence, RolloutOffer } from "./evidence.ts";
import { withdrawn } from "./exposure.ts";

/** A rollout at its very beginning: nobody is given anything but what is stable. */
export function begin(
  offer: RolloutOffer,
  now: Instant,
  before: RolloutState | null,
  adopted: RolloutEvidence["adopted"] = {},
): RolloutState {
  const { plan, release, commit, risk } = offer;
  const number = (before?.number ?? 0) + 1;
  const left = before ? withdrawn(before) : {};
  const fresh = (name: string): EnvironmentState => {
    const was = left[name];
    const found = was ? null : (adopted[name] ?? null);
    return {
      active: was?.active ?? found,
      stable: was?.stable ?? found,
      canary: release,
      stableValues: was?.stableValues ?? {},
      weight: 0,
      values: {},
      lease: null,
    };
  };
  return {
    version: 1,
    rollout: plan.name,
    id: `${plan.name}/r${number}`,
    number,
    release,
    plan: plan.digest,
    commit,
    risk,
    phase: { name: "Pending" },
    startedAt: now,
    tickedAt: now,
    step: 0,
    stepSince: now,
    changedAt: now,
    held: 0,
    hurry: false,
    deadlineFrom: now,
    environments: Object.fromEntries(plan.environments.map(({ name }) => [name, fresh(name)])),
    metrics: {},
    stepDowns: {},
    steppedDown: null,
    retrying: false,
    failedRetries: 0,
    jobs: {},
    readings: {},
    baselines: before?.baselines ?? {},
    checkpoints: {},
    approvedBy: {},
    untold: before?.untold ?? [],
    answered: before?.answered ?? [],
    history: before ? [...before.history, asFormer(before, now)].slice(-plan.historyLimit) : [],
    bad: before?.bad ?? {},
  };
}

function asFormer({ release, commit, id, phase, bad }: RolloutState, at: Instant): FormerRelease {
  return { release, commit, id, end: endOf(phase, release, bad), at };
}

function endOf(phase: Phase, release: Digest, bad: RolloutState["bad"]): FormerRelease["end"] {
  if (Object.hasOwn(bad, release)) return "RolledBack";
  switch (phase.name) {
    case "Healthy":
      return "Healthy";
    case "Failed":
      return "Failed";
    case "Degraded":
    case "Frozen":
    case "RollingBack":
      return "RolledBack";
    default:
      return "Superseded";
  }
}

/** The release of a state once more, under a new number; it is not bad any longer. */
export const again = (state: RolloutState, offer: RolloutOffer, now: Instant): RolloutState => {
  const next = begin({ ...offer, release: state.release }, now, state);
  const bad = Object.fromEntries(Object.entries(next.bad).filter(([release]) => release !== state.release));
  return { ...next, bad };
};
