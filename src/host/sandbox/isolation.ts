import type { Server } from "node:http";

/** How well a program is shut in; from the strongest way to the weakest. */
export const ISOLATIONS = ["namespaces", "namespaces-by-sudo", "proxy-and-canary"] as const;
export type Isolation = (typeof ISOLATIONS)[number];

/** What this machine allows. */
export interface Ground {
  readonly isolation: Isolation;
  /** Why the stronger ways are closed, in their order. */
  readonly refused: readonly { readonly isolation: Isolation; readonly reason: string }[];
  /** Absolute paths of the programs that the way needs. */
  readonly programs: Readonly<Record<string, string>>;
  /** PATH of what runs inside. */
  readonly path: string;
  /** Folders of people, of services with their sockets, and of runners: nothing in them is seen unless it is shown. */
  readonly hidden: readonly string[];
}

export interface IsolatedRun {
  /** Called once the addresses and folders are known that the program will see. */
  readonly start: (inside: Inside) => Start;
  /** Absolute path of the copy that the program works in, and may write to. */
  readonly workspace: string;
  /** Absolute path of a fresh folder that becomes its HOME. */
  readonly home: string;
  /** Answers its requests to `inside.url`. Not yet listening: it listens for this run, and is closed after it. */
  readonly server?: Server;
  /** Further servers, at ports of 127.0.0.1 that are not 4010 or 4011; listened and closed like `server`. */
  readonly others?: readonly { readonly port: number; readonly server: Server }[];
  /** Files and folders that the program needs to read though they lie among those of people or services. */
  readonly visible?: readonly string[];
  /** Folders that it must not see beside those that nobody sees. */
  readonly hidden?: readonly string[];
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  readonly timeMs: number;
  /** Of each stream; what comes after it is counted and dropped. */
  readonly outputBytes: number;
  readonly processes: number;
}

/** What the program sees: the same on every machine where namespaces are allowed. */
export interface Inside {
  /** Of the model server, without a slash at its end. */
  readonly url: string;
  /** Of the proxy that refuses and writes down whatever is not for the model server. */
  readonly canary: string;
  readonly home: string;
  readonly workspace: string;
}

export interface Start {
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  /** Joins HOME, PATH, TZ and the proxy variables, which it cannot replace. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads; nothing without. */
  readonly input?: string;
}

export interface Ran {
  readonly isolation: Isolation;
  readonly ended: Ended;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Of the program alone, from its start to its end. */
  readonly durationMs: number;
  /** Most resident memory of all its processes together, sampled ten times a second. 0 where it ended before a sample. */
  readonly memoryBytes: number;
  /** Most processes at a time, sampled as well. */
  readonly processes: number;
  /** Names of the processes that it left behind; none of them lives any more. */
  readonly left: readonly string[];
  /** What it asked of addresses other than the model server, as far as it asked through the proxy: `host:port` and how often. */
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

export const LIMITS: Limits = { timeMs: 120_000, outputBytes: 4 * 1024 * 1024, processes: 256 };

/** Milliseconds between the request to end and the end. */
export const GRACE_MS = 2_000;
