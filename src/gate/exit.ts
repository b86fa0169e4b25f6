import type { Verdict } from "../model/report.ts";

/**
 * The codes that the program ends with. Part of the public contract; docs/exit-codes.md.
 * Never a count: 256 errors would exit 0.
 */
export const EXIT = { pass: 0, fail: 1, usage: 2, bug: 70 } as const;

export function exitCode({ result }: Verdict, onInconclusive: "fail" | "warn"): number {
  if (result === "inconclusive") return onInconclusive === "warn" ? EXIT.pass : EXIT.fail;
  return EXIT[result];
}
