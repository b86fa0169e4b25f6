import type { Client } from "../model/client.ts";
import type { Step } from "../model/steps.ts";

export const FORGE_NAMES = ["github", "gitlab"] as const;
export const HOOK_PROGRAMS = ["husky", "lefthook", "pre-commit"] as const;
export type ForgeName = (typeof FORGE_NAMES)[number];
export type HookProgram = (typeof HOOK_PROGRAMS)[number];

/** What there is before anything is set up. Paths count from the repository's top. */
export interface SetupGround {
  /** Undefined where there is no such file. */
  readonly text: (path: string) => string | undefined;
  /** Whether a text of YAML says all that it said before, and more. */
  readonly grows: (before: string, after: string) => boolean;
  /** What a text of YAML says; undefined where it cannot be read. */
  readonly data: (text: string) => unknown;
  /** The clients whose own files the repository holds, as far as they say whose they are. */
  readonly clients: readonly Client[];
  /** Every rule with what holds of it where nobody configures it, as lines of YAML below `rules:`. */
  readonly ruleLines: readonly string[];
  /** What the pipeline of GitLab that is there says of stages and of its kinds of pipelines. */
  readonly gitlab: GitLabFacts;
  /** Whether there is a scenario to rehearse. */
  readonly scenarios: boolean;
  /** The branch that changes go to. */
  readonly branch: string;
  /** The version of agent-ci that the files are to use. */
  readonly version: string;
  /** What its package is, as lock files write it (`sha512-…`); absent where that is not known here. */
  readonly integrity?: string;
}
export interface GitLabFacts {
  /** As `stages:` lists them; absent where it does not, and GitLab's own hold. */
  readonly stages?: readonly string[];
  /** Jobs of theirs run for branches, and nothing says that a push to a request's branch is one pipeline. */
  readonly doubles: boolean;
}

/** What a repository with findings begins with. */
export const STARTS = ["baseline", "report", "gate"] as const;
export type Beginning = (typeof STARTS)[number];

/** What somebody wants to have set up. What is not named here is not written. */
export interface Wishes {
  /** A file of configuration; `all-rules` has every rule in it, as comments. */
  readonly configuration?: "short" | "all-rules";
  readonly forges: readonly ForgeName[];
  readonly hooks?: HookProgram;
  /**
   * Who answers for the policy and for the pipelines of some forges, as CODEOWNERS writes it: those who answer for
   * everything where it is empty.
   */
  readonly owners?: { readonly who: readonly string[]; readonly forges: readonly ForgeName[] };
  /** The forges whose requests get a template with a checklist. */
  readonly templates: readonly ForgeName[];
  readonly environments: boolean;
  /** Whether pipelines rehearse scenarios; absent, where there are any. */
  readonly scenarios?: boolean;
  /** Whether pipelines know what agents cost; absent, where there is a profile of how they are used. */
  readonly costs?: boolean;
  readonly start?: Beginning;
}

/** A part of a plan by its name and the reason that it is there for. */
export interface PlannedPart extends Required<SetupPart> {
  readonly title: string;
  readonly why: string;
}

/** What one part of the set-up wants done, and what is left to people. */
export interface SetupPart {
  readonly steps: readonly Step[];
  /** Sentences on what could not be done by itself. */
  readonly left?: readonly string[];
}
