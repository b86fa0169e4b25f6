/** A file of the checked folder, or a symbolic link in it. */
export interface Listed {
  /** POSIX, relative to the checked folder. */
  readonly path: string;
  /** Where a symbolic link points, as written in it; `path` is then the link's own. */
  readonly link?: string;
}

/** What a listing leaves out that git does not ignore: a folder, but for `tracked` and `sparse`, which are files. */
export interface Unseen {
  readonly path: string;
  /**
   * `locked` cannot be listed; `misnamed` has a name that is no UTF-8, by which nothing is found; `deep` lies too deep;
   * `tracked` is below a `node_modules` and in git all the same; `sparse` is in git, and a sparse checkout does not
   * write it. A folder of those has a slash at its end.
   */
  readonly why: "locked" | "misnamed" | "deep" | "tracked" | "sparse";
  /** What the system says, of a locked one. */
  readonly reason?: string;
}

/** What the host knows of a path, links followed. */
export interface Entry extends Listed {
  readonly type: "file" | "directory";
  readonly size: number;
  readonly executable: boolean;
}

/**
 * The checked folder. `list` leaves out what git ignores;
 * `read` and `entry` reach every path below the root, and nothing above it.
 */
export interface Files {
  readonly list: () => readonly Listed[];
  /** What `list` left out without being told to, once it has been called. */
  readonly unseen?: () => readonly Unseen[];
  readonly read: (path: string) => Contents;
  readonly entry: (path: string) => Entry | undefined;
  /** The folders of other repositories, by path, with the commits that this one has them at. */
  readonly submodules?: () => ReadonlyMap<string, string>;
  /**
   * What is there and git ignores, folders with a slash at their end and nothing below them.
   * Absent where all there is is tracked.
   */
  readonly ignored?: () => readonly string[];
  /** Told which files will be read, where fetching them at once is cheaper than one by one. */
  readonly prepare?: (paths: readonly string[]) => void;
}
export type Contents =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly reason: string;
      /** `absent`: no file is there, on whatever machine. `outside`: the way to it leaves the folder. */
      readonly why?: "absent" | "outside";
    };

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What this machine has. Undefined where the system does not say. */
export interface Machine {
  /** Cores and descriptors by number, everything else in bytes. */
  readonly measure: (
    resource: "cpu-cores" | "free-memory" | "free-disk" | "file-descriptors" | "shared-memory",
  ) => number | undefined;
  /**
   * A program on PATH, outside the checked repository;
   * started only where asking for its version is known to do nothing else.
   */
  readonly tool: (name: string) => { readonly version?: string } | undefined;
}

/** Told how far the work is; decides itself whether anybody is shown. */
export type Progress = (done: number, total: number) => void;

/** Runs what asks many functions a little each, with less memory for garbage and code. Nothing is loaded in it. */
export type Briefly = <T>(work: () => T) => T;

/**
 * Token counts by the SHA-256 of their text, from one run to the next; it may forget, and is never the repository's.
 */
export interface CountCache {
  readonly get: (key: string) => number | undefined;
  readonly set: (key: string, count: number) => void;
}

/** The count of the vendor whose model it is. */
export interface VendorCount {
  readonly model: string;
  /** Throws UsageError where there is none to be had. */
  readonly count: (text: string) => Promise<number>;
}
