/**
 * One step of a plan that writes files. Paths are POSIX and below one folder. A plan holds what its run does, and
 * nothing else happens: a dry run prints it, a real one obeys it.
 */
export type Step =
  | { readonly do: "write"; readonly path: string; readonly text: string }
  /**
   * Adds lines at the end; the file may not be there yet. A shell reads a `script`: to it a carriage return is part of
   * a word, whatever ends the lines above.
   */
  | { readonly do: "append"; readonly path: string; readonly lines: readonly string[]; readonly script?: true }
  /** Puts lines somewhere into a file: its whole text before and after. */
  | {
      readonly do: "change";
      readonly path: string;
      readonly from: string;
      readonly text: string;
      readonly lines: readonly string[];
    }
  | { readonly do: "make-folder"; readonly path: string }
  /** Removes a file that still says `from`, or without it an empty folder; folders that are empty then go with it. */
  | { readonly do: "remove"; readonly path: string; readonly from?: string }
  | { readonly do: "copy"; readonly from: string; readonly path: string };
