import type { Client } from "../model/client.ts";
import type { Step } from "../model/steps.ts";
import type { MorePatterns } from "./stages.ts";

export const FORGES = ["github", "gitlab"] as const;
export const HOOK_PROGRAMS = ["husky", "lefthook", "pre-commit"] as const;
export type Forge = (typeof FORGES)[number];
export type HookProgram = (typeof HOOK_PROGRAMS)[number];

/** What there is before anything is set up. Paths count from the repository's top. */
export interface Ground {
  /** Undefined where there is no such file. */
  readonly text: (path: string) => string | undefined;
  /** Whether a text of YAML says all that it said before, and more. */
  readonly grows: (before: string, after: string) => boolean;
  /** The clients whose own files the repository holds, as far as they say whose they are. */
  readonly clients: readonly Client[];
  /** The branch that changes go to. */
  readonly branch: string;
  /** What the configuration that is there has checked, beyond what is in all repositories. */
  readonly more: MorePatterns;
  /** The version of agent-ci that the files are to use. */
  readonly version: string;
}
/** What somebody wants to have set up. */
export interface Wishes {
  readonly forges: readonly Forge[];
  readonly hooks?: HookProgram;
  /** Who answers for the policy, as CODEOWNERS writes it. */
  readonly owners: readonly string[];
}

/** What one part of the set-up wants done, and what is left to people. */
export interface Part {
  readonly steps: readonly Step[];
  /** Sentences on what could not be done by itself. */
  readonly left?: readonly string[];
}
