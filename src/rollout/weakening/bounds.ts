import { changedTo } from "../../check/weakening/shown.ts";
import type { WeakenedMap, Weakens } from "../../model/weakens.ts";
import { readSpan } from "../spec/duration.ts";

/** A value as a number, by what stands beside it; what is absent is what it then counts as. */
type Read = (value: unknown, beside: WeakenedMap) => number;

/** A number, or a duration in milliseconds; absent, it counts as another. */
export const numberOr =
  (absent: number): Read =>
  (value) => {
    if (typeof value === "string") return readSpan(value);
    return typeof value === "number" ? value : absent;
  };

/** Of what bounds from above: more is weaker. */
export const atMost =
  (read: Read): Weakens =>
  (before, after, [was, is]) =>
    read(after, is) > read(before, was) ? [changedTo(before, after)] : [];

/** Of what bounds from below: less is weaker. */
export const atLeast =
  (read: Read): Weakens =>
  (before, after, [was, is]) =>
    read(after, is) < read(before, was) ? [changedTo(before, after)] : [];

/** How long something is waited for: longer is weaker, but where waiting lets it pass. */
export const waitsFor =
  (absent = Number.POSITIVE_INFINITY): Weakens =>
  (before, after, [was, is]) => {
    const [one, other] = [numberOr(absent)(before, was), numberOr(absent)(after, is)];
    const isWeaker = is["onTimeout"] === "promote" ? other < one : other > one;
    return isWeaker ? [changedTo(before, after)] : [];
  };
