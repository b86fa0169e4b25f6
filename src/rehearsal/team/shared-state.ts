/** What stood in the shared folder of a team when an agent had acted. */
export interface SharedState {
  /** The names of those who may have written since the state before: nobody, for the first. */
  readonly by: readonly string[];
  /** Those that have ended. */
  readonly ended: readonly string[];
  /** Those that went on beside whoever had acted, and may have been writing. */
  readonly busy?: readonly string[];
  /** Texts by their path from the workspace. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Whether a file may be between its opening and its first byte: it is empty, and somebody was at work as it was read.
 * Who is at work acts in the next state, too, so that what is written then is told as theirs.
 */
export const isBeingWritten = ({ busy = [], files }: SharedState, path: string): boolean =>
  busy.length > 0 && files.get(path)?.trim() === "";

/** A run of a team whose agents took turns. */
export interface Interleaved {
  /** Plays the same turns again. */
  readonly seed: number;
  /** The names of the agents whose answers were released, in that order. */
  readonly order: readonly string[];
  /** From the beginning to the end; absent where there was more of them than is kept. */
  readonly states?: readonly SharedState[];
}
