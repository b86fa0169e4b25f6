import type { Server } from "node:http";
import type { Inside, Isolation } from "../../rehearsal/isolation.ts";

/** What this machine allows. */
export interface SandboxGround {
  readonly isolation: Isolation;
  /** Why the stronger ways are closed, in their order. */
  readonly refused: readonly { readonly isolation: Isolation; readonly reason: string }[];
  /** Absolute paths of the programs that the way needs. */
  readonly programs: Readonly<Record<string, string>>;
  /** PATH of what runs inside. */
  readonly path: string;
  /** Root starts the namespaces as somebody else: what only root reads is not for a program either. */
  readonly asOther?: boolean;
  /** Folders of people, of services with their sockets, and of runners: nothing in them is seen unless it is shown. */
  readonly hidden: readonly string[];
  /** Files among those that are seen, in whose place nothing is read. */
  readonly covered: readonly string[];
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
  readonly limits?: Partial<SandboxLimits>;
}

export interface SandboxLimits {
  readonly timeMs: number;
  /** Milliseconds between the request to end, at the time limit, and the end. */
  readonly graceMs: number;
  /** Of each stream; what comes after it is counted and dropped. */
  readonly outputBytes: number;
  readonly processes: number;
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

export const SANDBOX_LIMITS: SandboxLimits = {
  timeMs: 120_000,
  graceMs: 2_000,
  outputBytes: 4 * 1024 * 1024,
  processes: 256,
};
