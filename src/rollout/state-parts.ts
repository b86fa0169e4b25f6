import { LATEST } from "../model/instant.ts";
import { integer, Mismatch, object, oneOf, orNull, type Read } from "../model/read-value.ts";
import type { Instant, RollbackTimes } from "./state.ts";

/** Parts of a state that stand in the audit log as well, read where anybody may have written them. */
export const instant: Read<Instant> = (value, at) => {
  const moment = integer(0)(value, at);
  if (moment > LATEST) throw new Mismatch(`${at} is no time`);
  return moment;
};
export const judgement = oneOf(["pass", "fail", "inconclusive", "noData", "error"]);
export const outcome = oneOf(["COMPLETE", "INCOMPLETE", "PIVOT"]);
export const rollbackTimes = object<RollbackTimes>({
  t0: orNull(instant),
  t1: instant,
  t2: orNull(instant),
  t3: orNull(instant),
  t4: orNull(instant),
});
