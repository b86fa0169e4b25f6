import type { Offer } from "../offer.ts";

/** What somebody would say, and whether the skill is the one to answer. */
export interface TriggerPrompt {
  readonly prompt: string;
  readonly wanted: boolean;
}

/** The prompts of one file for one skill. */
export interface TriggerSet {
  /** Of its file, or of the folder of its case. */
  readonly path: string;
  readonly skill: Offer;
  readonly prompts: readonly TriggerPrompt[];
}
