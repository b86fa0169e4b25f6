import { setFlagsFromString } from "node:v8";
import type { Frugally } from "../../model/ports.ts";

/**
 * Runs what leaves much garbage in little memory. V8 doubles the space for new objects as long as some of them stay, up
 * to 128 MB that hold garbage for the most part; to look through little of it often takes no longer. Only while `work`
 * runs, and nothing may be loaded in it: Node compiles anew what was compiled under other flags.
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags, read 2026-11-30.
 */
export const frugally: Frugally = (work) => {
  setFlagsFromString("--semi-space-growth-factor=1");
  try {
    return work();
  } finally {
    setFlagsFromString("--semi-space-growth-factor=2"); // as V8 has it
  }
};
