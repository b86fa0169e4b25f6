/** A stage of a pipeline that exists. */
export interface PipelineStage {
  /** The action and the component. */
  readonly name: string;
  readonly title: string;
  /** The section of the comment. */
  readonly section: string;
  /** Which commits it searches, so that it needs them all. */
  readonly commits?: "request";
}

/**
 * The stages that check, in the order of a release. What does not exist yet has no place here. Each begins with every
 * change: a link, a script of a hook, a schema or an import can be any file, and to look takes a second.
 */
const STAGES: readonly PipelineStage[] = [
  { name: "validate", title: "Validate", section: "validate" },
  { name: "token-budget", title: "Token budget", section: "token-budget" },
  { name: "secret-scan", title: "Secret scan", section: "secret-scan", commits: "request" },
];

/** The stage that runs agents, where there are scenarios. */
export const DRY_RUN: PipelineStage = { name: "dry-run", title: "Dry run", section: "dry-run" };

/** The stage that knows what agents cost, where their profile says how they are used. */
export const COST_GATE: PipelineStage = { name: "cost-gate", title: "Cost gate", section: "cost-gate" };

/** What a pipeline consists of in this repository. */
export interface PipelineChoices {
  /** There is a profile, `agent-usage.yaml`. */
  readonly costs?: boolean;
  /** There is something to rehearse. */
  readonly rehearses?: boolean;
}

/** The stages that check in this repository. */
export const stagesOf = ({ costs = false }: PipelineChoices): readonly PipelineStage[] =>
  costs ? [...STAGES, COST_GATE] : STAGES;
