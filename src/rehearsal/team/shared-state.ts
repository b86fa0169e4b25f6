/** What stood in the shared folder of a team when an agent had acted. */
export interface SharedState {
  /** The names of those who may have written since the state before: nobody, for the first. */
  readonly by: readonly string[];
  /** Those that have ended. */
  readonly ended: readonly string[];
  /** Texts by their path from the workspace. */
  readonly files: ReadonlyMap<string, string>;
}

/** A run of a team whose agents took turns. */
export interface Interleaved {
  /** Plays the same turns again. */
  readonly seed: number;
  /** The names of the agents whose answers were released, in that order. */
  readonly order: readonly string[];
  /** From the beginning to the end; absent where there was more of them than is kept. */
  readonly states?: readonly SharedState[];
}
