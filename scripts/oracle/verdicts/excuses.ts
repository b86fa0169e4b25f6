import type { Disagreement } from "./compare.ts";

/** Where a client and agent-ci may come to another verdict about a configuration, each with a reason. */
const EXCUSES: readonly {
  readonly judge: string;
  readonly how: Disagreement["how"];
  /** Of false errors: all of the rules have to be among these. */
  readonly rules?: readonly string[];
  readonly text?: RegExp;
  readonly reason: string;
}[] = [];

/** Why a disagreement is let be; undefined where nobody has found out yet. */
export function excuseOf(
  judge: string,
  how: Disagreement["how"],
  rules: readonly string[],
  text: string,
): string | undefined {
  return EXCUSES.find(
    (one) =>
      one.judge === judge &&
      one.how === how &&
      (one.rules === undefined || rules.every((rule) => one.rules?.includes(rule))) &&
      (one.text === undefined || one.text.test(text)),
  )?.reason;
}
