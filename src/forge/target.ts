import type { Branch, Forge } from "./forge.ts";
import type { WorkflowRun } from "./run.ts";

/** Where a report's comment belongs, as the event tells it. Nothing here comes from the report. */
export interface Target {
  /** Loads what speaks with the forge: nobody else pays for it. */
  readonly open: (token: string) => Promise<Forge>;
  /** The pull or merge request, or the branch to find it by. */
  readonly request: { readonly number: number } | { readonly branch: Branch };
  /** The newest commit of the request when the checks ran; absent where the event does not know it. */
  readonly head?: string;
  /** What else the report may be about: the merge of that commit that was checked out. */
  readonly merge?: string;
  readonly run: WorkflowRun;
  readonly runUrl?: string;
  /** From another repository: its tokens cannot write. */
  readonly fork: boolean;
}

/** A reason not to comment, with what to do, is no failure. */
export type FoundTarget =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly reason: string };

export type Env = Readonly<Record<string, string | undefined>>;

export interface TargetAsked {
  readonly number?: number;
  readonly author?: string;
}
