/** How well a program is shut in; from the strongest way to the weakest. */
export const ISOLATIONS = ["namespaces", "namespaces-by-sudo", "proxy-and-canary"] as const;
export type Isolation = (typeof ISOLATIONS)[number];

/** What the program sees: the same on every machine where namespaces are allowed. */
export interface Inside {
  /** Of the model server, without a slash at its end. */
  readonly url: string;
  /** Of the proxy that refuses and writes down whatever is not for the model server. */
  readonly canary: string;
  readonly home: string;
  readonly workspace: string;
}

export interface ProgramRun {
  readonly isolation: Isolation;
  readonly ended: Ended;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Of the program alone, from its start to its end. */
  readonly durationMs: number;
  /**
   * Most resident memory of all its processes together, sampled ten times a second. 0 where it ended before a sample.
   */
  readonly memoryBytes: number;
  /** Most processes at a time, sampled as well. */
  readonly processes: number;
  /** Names of the processes that it left behind; none of them lives any more. */
  readonly left: readonly string[];
  /**
   * What it asked of addresses other than the model server, and how often: `host:port` where it asked the canary, the
   * bare host where it only looked up the name. Behind a proxy alone, what asks neither is not seen.
   */
  readonly attempts: readonly Attempt[];
}
export interface Attempt {
  readonly host: string;
  readonly count: number;
}

export type Ended =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  /** `obeyed`: it ended when it was asked to. Otherwise it was killed. */
  | { readonly kind: "time-limit"; readonly limitMs: number; readonly obeyed: boolean }
  | { readonly kind: "too-many-processes"; readonly limit: number }
  /** It never ran, or nobody saw how it ended. */
  | { readonly kind: "not-started" | "lost"; readonly reason: string };

export interface Output {
  /** Decoded as UTF-8. */
  readonly text: string;
  /** All that was printed, kept or not. */
  readonly bytes: number;
  readonly cut: boolean;
}
