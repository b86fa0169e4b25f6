import { signFound } from "../../check/sign-found.ts";
import { judgeRequirements, type Met } from "../../environments/prerequisites.ts";
import { environmentPrerequisite } from "../../environments/rules.ts";
import { prerequisitesSection } from "../../environments/sections.ts";
import { thisMachine } from "../../host/machine/machine.ts";
import type { Severity } from "../../model/diagnostic.ts";
import type { World } from "../../workspace/world.ts";
import { type Check, conclude } from "../../judging/conclude.ts";
import type { EnvValues } from "./env.ts";
import { type Environments, openEnvironments } from "../../workspace/open-environments.ts";
import { ranRule, rulePolicy } from "../../checks/validation.ts";
import { openWorkspace } from "../../workspace/workspace.ts";

/** Looks on this machine for what an environment requires. */
export async function envCheck(
  world: World,
  values: EnvValues,
  [name]: readonly [string, string | undefined],
): Promise<number> {
  const environments = openEnvironments(world);
  environments.resolve(name);
  const inside = { ...world, env: { ...world.env, AGENT_CI_ENV: name } };
  // Of the four actions this one prints a report: what is the form of a list elsewhere is a setting here.
  const settings = { ...values.settings, format: values.format };
  const workspace = await openWorkspace(inside, undefined, { settings, "policy-from": "head" });
  return conclude(world, workspace, { ...values }, [prerequisites(name, environments)]);
}

const prerequisites =
  (name: string, { place, declared }: Environments): Check =>
  async (world, workspace) => {
    const set = Object.entries(world.env).flatMap(([variable, value]) => (value ? [variable] : []));
    const names = new Set([...set, ...declared(name, `.env.${name}`)]);
    const all = judgeRequirements(workspace.settings.requires, thisMachine(place.top, world.env), names);
    const policy = rulePolicy(workspace);
    const found = all.flatMap((one) => {
      const severity = severityOf(one);
      if (severity === undefined) return [];
      const message = `${name} requires ${one.what}, ${one.wanted}: ${one.found}.`;
      // Each entry says itself how bad it is; configuration has the last word on the rule as on any other.
      return [{ rule: { ...environmentPrerequisite, severity }, finding: { message, help: one.help } }];
    });
    return {
      diagnostics: signFound(found, policy),
      measurements: [],
      sections: [prerequisitesSection(name, all)],
      checked: { artifacts: all.length, kinds: { requirement: all.length } },
      rules: [ranRule(environmentPrerequisite, policy)],
    };
  };

/** What nobody can tell is a warning at most. */
function severityOf({ state, severity }: Met): Severity | undefined {
  if (state === "met") return undefined;
  return state === "unknown" && severity === "error" ? "warning" : severity;
}
