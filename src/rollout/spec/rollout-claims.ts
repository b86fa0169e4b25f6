import { originAt } from "../../config/layer.ts";
import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import { toPlan } from "./draft-plan.ts";
import type { RolloutSpec } from "./spec.ts";

/**
 * Tells specifications one after the other that claim a target or a flag of one before: each tick of one would move
 * what the other has just put there.
 */
export function openClaims(): (spec: RolloutSpec) => readonly ConfigProblem[] {
  const owners = new Map<string, string>();
  return (spec) =>
    toPlan(spec).environments.flatMap(({ name, target, flagKey }) => {
      const place = ["environments", name, "target"];
      const flag = spec.spec.routing.flagd.flagKey === undefined ? place : ["routing", "flagd", "flagKey"];
      return [
        // A program may put each somewhere else.
        ...(target.kind === "command"
          ? []
          : [{ claim: JSON.stringify(target), keys: place, what: `the target of \`${name}\`` }]),
        { claim: flagKey, keys: flag, what: `the flag \`${flagKey}\`` },
      ].flatMap(({ claim, keys, what }) => {
        const owner = owners.get(claim) ?? spec.name;
        owners.set(claim, owner);
        if (owner === spec.name) return [];
        const message = `${what} is that of the rollout \`${owner}\`, too: each would take it from the other`;
        return [problemAt(originAt(spec.layer, keys), message)];
      });
    });
}
