import { setFlagsFromString } from "node:v8";
import type { Briefly } from "../../model/ports.ts";

/**
 * Runs what leaves much garbage in little memory. V8 doubles the space for new objects as long as some of them stay, up
 * to 128 MB that hold garbage for the most part; to look through little of it often takes no longer.
 *
 * Only while `work` runs, and nothing may be loaded in it: Node compiles anew what was compiled under other flags.
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags, read 2026-11-30.
 */
export const frugally = <T>(work: () => T): T =>
  under({ during: "--semi-space-growth-factor=1", after: "--semi-space-growth-factor=2" }, work);

/**
 * Runs frugally what asks many functions a little each. V8's optimizing compilers would work on them nearly as long as
 * they run, on cores that a runner has few of, and in as much memory as the code takes.
 */
export const briefly: Briefly = (work) =>
  compiles
    ? under({ during: "--no-maglev --no-turbofan", after: "--maglev --turbofan" }, () => frugally(work))
    : frugally(work);

/** Not under `--jitless`, which has no WebAssembly either: a compiler that is turned on there ends the process. */
const compiles = "WebAssembly" in globalThis;

interface Flags {
  readonly during: string;
  /** As V8 has them. */
  readonly after: string;
}

function under<T>({ during, after }: Flags, work: () => T): T {
  setFlagsFromString(during);
  try {
    return work();
  } finally {
    setFlagsFromString(after);
  }
}
