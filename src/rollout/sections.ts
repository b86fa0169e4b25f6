import { integer, list, object, string, type Read } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind } from "../model/view.ts";
import { heldFor, type Plan } from "./plan.ts";
import type { Risk } from "./risk.ts";
import { outlookView } from "./foresight/outlook-section.ts";
import { forgeLimitsView } from "./forge-limits.ts";
import { type DescribedStep, describeSteps } from "./spec/describe-steps.ts";
import { showSpan } from "./spec/duration.ts";

/** A plan for whoever has to agree to it. */
interface ShownPlan {
  readonly name: string;
  readonly digest: string;
  /** Without what waits for somebody, or for measurements. */
  readonly atLeast: string;
  /** `low`, `high`; `unknown` where nobody said what to compare with. */
  readonly risk: string;
  readonly reasons: readonly string[];
  readonly steps: readonly DescribedStep[];
}

const MOST_REASONS = 100;
const LONGEST = 1000;

export function rolloutPlanSection(plan: Plan, risk: Risk | undefined): Section {
  const holds = plan.steps.map(heldFor);
  const data: ShownPlan = {
    name: plan.name,
    digest: plan.digest,
    atLeast: showSpan(holds.reduce((total, one) => total + one, 0)),
    risk: risk?.level ?? "unknown",
    reasons: (risk?.reasons ?? []).slice(0, MOST_REASONS).map((one) => one.slice(0, LONGEST)),
    steps: describeSteps(plan),
  };
  return { kind: "rollout-plan", version: 1, data };
}

const shown: Read<ShownPlan> = object({
  name: string,
  digest: string,
  atLeast: string,
  risk: string,
  reasons: list(string),
  steps: list(
    object({
      id: string,
      line: integer(1),
      environment: string,
      does: string,
      time: string,
      gate: string,
      undo: string,
    }),
  ),
});

export const rolloutPlanKind: SectionKind = {
  kind: "rollout-plan",
  version: 1,
  view: (data) => {
    const { name, atLeast, risk, reasons, steps } = shown(data, "");
    return {
      title: `Rollout ${name}`,
      leads: true,
      blocks: [
        {
          columns: ["Step", "Where", "What", "Time", "Gate", "Undone"].map((title) => ({ title })),
          rows: steps.map(({ id, environment, does, time, gate, undo }) => [id, environment, does, time, gate, undo]),
        },
        { lines: [`It takes ${atLeast} at least.`, ...riskLines(risk, reasons)] },
      ],
    };
  },
};

/** How long it takes, and what it finds out on its way. */
export const rolloutOutlookKind: SectionKind = { kind: "rollout-outlook", version: 1, view: outlookView };

/** What plans of forges lack that its pipelines take. */
export const rolloutForgesKind: SectionKind = { kind: "rollout-forges", version: 1, view: forgeLimitsView };

function riskLines(risk: string, reasons: readonly string[]): readonly string[] {
  if (risk === "unknown")
    return ["The risk is known against a commit: name the one of the release before with --base."];
  if (risk === "low") return ["The risk is low: agents may do nothing that they could not do before."];
  return ["The risk is high, so that it has to be approved:", ...reasons.map((one) => `  ${one}`)];
}
