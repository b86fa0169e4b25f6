import { judgeRequirements, type Met } from "../environments/prerequisites.ts";
import { environmentPrerequisite } from "../environments/rules.ts";
import { prerequisitesSection } from "../environments/sections.ts";
import { thisMachine } from "../host/machine/machine.ts";
import type { Check } from "../judging/evidence.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { Environments } from "../workspace/open-environments.ts";

/** Whether this machine has what an environment requires. */
export const prerequisites =
  (name: string, { place, declared }: Environments): Check =>
  async (world, { policy }) => {
    const set = Object.entries(world.env).flatMap(([variable, value]) => (value ? [variable] : []));
    const names = new Set([...set, ...declared(name, `.env.${name}`)]);
    const all = judgeRequirements(policy.settings.requires, thisMachine(place.top, world.env), names);
    const found = all.flatMap((one) => {
      const severity = severityOf(one);
      if (severity === undefined) return [];
      const message = `${name} requires ${one.what}, ${one.wanted}: ${one.found}.`;
      // Each entry says itself how bad it is; configuration has the last word on the rule as on any other.
      return [{ rule: { ...environmentPrerequisite, severity }, finding: { message, help: one.help } }];
    });
    return {
      found,
      rules: [environmentPrerequisite],
      sections: [prerequisitesSection(name, all)],
      checked: { artifacts: all.length, kinds: { requirement: all.length } },
    };
  };

/** What nobody can tell is a warning at most. */
function severityOf({ state, severity }: Met): Severity | undefined {
  if (state === "met") return undefined;
  return state === "unknown" && severity === "error" ? "warning" : severity;
}
