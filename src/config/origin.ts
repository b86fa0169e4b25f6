/**
 * What put a value into force: a place in a file (lines and columns are one-based), or the name of a variable or flag.
 */
export interface Origin {
  readonly from: "flag" | "variable" | "file" | "default";
  readonly name?: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Something that the user has to put right before anything can run. What a file did not cause has no place. */
export interface ConfigProblem {
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly help?: string;
  /** It is only said: what is meant is clear, and nothing is refused for it. */
  readonly hint?: true;
}

/** A problem with what stands at an origin. */
export function problemAt(origin: Origin, message: string, help?: string): ConfigProblem {
  const { name, path, line, column } = origin;
  return {
    message: name === undefined ? message : `${name}: ${message}`,
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(help !== undefined && { help }),
  };
}
