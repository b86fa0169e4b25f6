import { digestOfSet, goldenSetsOf } from "../../checks/rehearsal/golden/golden-sets.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { Mismatch } from "../../model/read-value.ts";
import type { Repository } from "../../model/rule.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { GoldenResults, GoldenSetResult } from "../../rehearsal/golden/golden-result.ts";
import { goldenResultsOf } from "../../rehearsal/golden/golden-section.ts";
import { readReport } from "../../report/read-report.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { GoldenEvidence, RolloutEvidence } from "../../rollout/reconcile/evidence.ts";
import type { World } from "../../workspace/world.ts";

const LARGEST = 64 * 1024 * 1024;

/**
 * What a report of golden cases says to the steps of a plan that ask for one. Its counts are taken; what they come to
 * is judged by the plan, and only where it was held to the very references that the checkout has. Throws UsageError.
 */
export function goldenEvidence(
  { cwd }: Pick<World, "cwd">,
  file: string,
  plan: Plan,
  { head, prefix }: { readonly head: Repository; readonly prefix: string },
): NonNullable<RolloutEvidence["golden"]> {
  const { release, sets } = resultsIn(cwd, file);
  if (release === undefined)
    throw new UsageError(
      `--golden ${file}: it says of no release that it is about it. Make it with: agent-ci golden diff --rollout ${plan.name} --output json=${file}`,
    );
  const there = goldenSetsOf(head).sets;
  return Object.fromEntries(
    plan.steps.flatMap((step): readonly (readonly [string, GoldenEvidence])[] => {
      if (step.kind !== "golden") return [];
      const told = sets.find(({ path }) => prefix + path === step.dataset);
      const set = there.find(({ path }) => prefix + path === step.dataset);
      const now = set && { digest: digestOfSet(head, set), ids: set.cases.map(({ id }) => id) };
      return [[step.id, { release, ...spoken(step.dataset, told, now) }]];
    }),
  );
}

function spoken(
  dataset: string,
  told: GoldenSetResult | undefined,
  now: { readonly digest: string; readonly ids: readonly string[] } | undefined,
): Pick<GoldenEvidence, "otherwise" | "cases"> {
  if (!told) return { otherwise: `the report has nothing of ${dataset}`, cases: [] };
  if (!now) return { otherwise: `there is no ${dataset} in this checkout that can be read`, cases: [] };
  if (told.digest !== now.digest)
    return {
      otherwise: `the report was held to another ${dataset}, or to other references, than this checkout has`,
      cases: [],
    };
  const cases = told.cases.map(({ id, missing, counted, met, reference }) => ({
    id,
    missing,
    now: { trials: counted, successes: met },
    reference: { trials: reference.runs, successes: reference.met },
  }));
  // Whoever runs a part of the cases has not run the set.
  const left = now.ids.filter((id) => !cases.some((one) => one.id === id));
  const nothing = { now: { trials: 0, successes: 0 }, reference: { trials: 0, successes: 0 } };
  return { otherwise: null, cases: [...cases, ...left.map((id) => ({ id, missing: "it was left out", ...nothing }))] };
}

function resultsIn(cwd: string, file: string): GoldenResults {
  const refuse = (reason: string): never => {
    throw new UsageError(`--golden ${file}: ${reason}. Give a JSON report of \`agent-ci golden diff\`.`);
  };
  const data = readDataFile(cwd, file, LARGEST);
  if (!data.ok) return refuse(data.reason);
  const report = readReport(data.text);
  if (!report.ok) return refuse(report.reason);
  const section = report.input.report.sections.find(({ kind }) => kind === "golden");
  if (!section) return refuse("it has no section of golden cases");
  try {
    return goldenResultsOf(section.data);
  } catch (error) {
    if (error instanceof Mismatch) return refuse(error.message);
    throw error;
  }
}
