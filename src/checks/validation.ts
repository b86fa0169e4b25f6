import { examine, running } from "../check/diagnose.ts";
import { countArtifacts, measure } from "../check/measure.ts";
import { needsOf } from "../check/needs.ts";
import { briefly } from "../host/machine/sparing.ts";
import { progressLine } from "../host/machine/progress-line.ts";
import { inPipeline } from "../model/in-pipeline.ts";
import { rules } from "../rules/index.ts";
import type { Check } from "../judging/evidence.ts";

/** What the rules say about a workspace. */
export const validation: Check = async (world, workspace) => {
  const policy = workspace.policy.rules;
  const wanted = running(rules, policy);
  const needs = needsOf(wanted);
  const line = world.terminal.err && !inPipeline(world.env) ? progressLine(world.clock, world.err) : undefined;
  const base = wanted.some(({ scope }) => scope === "change") ? await workspace.sides.base(needs) : undefined;
  const head = await workspace.sides.head(needs, line?.report);
  line?.clear();
  const ran = wanted.filter(({ scope }) => scope !== "change" || base);
  // Rules see everything, for a file stands in its surroundings; what they say is about the file that was named.
  const { selects, concerns, change } = workspace.place;
  const artifacts = head.artifacts.filter(concerns);
  const reach = change === undefined ? "folders" : change.gone.size > 0 || change.since.length > 1 ? "all" : "names";
  return {
    found: briefly(() => examine(base ? { head, base } : { head }, ran, policy, selects, reach)),
    measurements: measure(artifacts),
    checked: countArtifacts(artifacts),
    rules: ran,
  };
};
