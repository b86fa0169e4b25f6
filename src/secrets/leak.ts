/** Programs that search for secrets, by what they are called. Both take the same verbs and flags. */
export const SCANNERS = ["gitleaks", "betterleaks"] as const;
export type ScannerName = (typeof SCANNERS)[number];

/** A secret as a scanner program found it. */
export interface Leak {
  /** The program's own name of what it is. */
  readonly rule: string;
  /** POSIX, from the folder that was searched; empty for what came from standard input. */
  readonly file: string;
  /** From 1; the first one where the program does not say. */
  readonly line: number;
  readonly endLine: number;
  /** What to hide. It goes nowhere. */
  readonly secret: string;
  readonly commit?: string;
  /**
   * The program's own: commit, file, rule and line. Absent where it is anything else, which may be made of the secret.
   */
  readonly fingerprint?: string;
}
