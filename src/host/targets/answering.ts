import type { OpenTarget } from "./target.ts";
import { errorMessage } from "../files/error-code.ts";

/**
 * A target that answers with what it cannot do, instead of throwing it: whoever has several goes on to the next, and
 * one that nobody reaches keeps no other from being rolled back.
 */
export function answering({ deploy, applyPointers, verify, read }: OpenTarget): OpenTarget {
  return {
    deploy: (contents, how) =>
      deploy(contents, how).catch((error: unknown) => ({
        ok: false,
        already: false,
        stages: [],
        backup: "none" as const,
        faults: reasonOf(error),
      })),
    applyPointers: (pointers, keep, bad) =>
      applyPointers(pointers, keep, bad).catch((error: unknown) => ({
        ok: false,
        faults: reasonOf(error),
        moved: [],
        removed: [],
        took: { verify: 0, switch: 0, prune: 0 },
      })),
    verify: (digest) => verify(digest).catch((error: unknown) => ({ ok: false, faults: reasonOf(error), took: 0 })),
    read,
  };
}

const reasonOf = (error: unknown): readonly string[] => [errorMessage(error)];
