import type { Fixture } from "../../host/sandbox/lay-out-workspace.ts";
import type { SandboxGround } from "../../host/sandbox/isolated-run.ts";
import type { Amounts, RecordingBudget } from "../../rehearsal/recordings/budget.ts";
import type { CallPrices } from "../../rehearsal/recordings/call-prices.ts";
import type { Recording } from "../../rehearsal/recordings/recording.ts";
import type { Rehearsal } from "../../rehearsal/case-result.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import type { ModelServerOptions } from "../../host/models/options.ts";

/** What every run of a command has in common. */
export interface Stage {
  readonly ground: SandboxGround;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders of which no program is started, and that no program sees: the checkout. */
  readonly untrusted: readonly string[];
  /** The program, where there is one. */
  readonly git: string | undefined;
  /** Asks a real model, and keeps what it answers; else recordings alone answer. */
  readonly live?: Live;
}

export type Live = Required<Pick<ModelServerOptions, "upstream">> & {
  readonly mode: "record" | "auto";
  /** Puts a recording into the folder of its scenario, under that name. */
  readonly keep: (folder: string, recording: Recording, file: string) => void;
  readonly keepErrors: readonly number[];
  readonly keepTexts: boolean;
  /** What is left of the budget. */
  readonly budget: () => RecordingBudget;
  /** Told what a run has used up. */
  readonly spend: (spent: Amounts) => void;
  readonly prices: CallPrices;
};

/** What one run begins with. */
export interface Props {
  readonly fixture: Fixture;
  readonly recordings: readonly Recording[];
  /** From 0. */
  readonly repeat: number;
}

/** Why a case cannot run on this machine, and the key of the scenario that says so. */
export interface NotRun {
  readonly why: string;
  readonly key: string;
}

/** Runs a scenario of a kind once. */
export type Runner<S extends { readonly kind: Scenario["kind"] }> = (
  scenario: S,
  props: Props,
  stage: Stage,
) => Promise<Rehearsal | NotRun>;

export const isNotRun = (run: object): run is NotRun => "why" in run;
