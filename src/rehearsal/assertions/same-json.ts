import { isObject } from "../../model/json.ts";

/** Whether two values of JSON are the same; the order of members says nothing. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => sameJson(item, other[at]));
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
  );
}

/** Whether all that is wanted is there; what is there beside it does not matter. Lists are compared whole. */
export function holdsJson(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) return sameJson(wanted, value);
  return (
    isObject(value) &&
    Object.entries(wanted).every(([name, one]) => Object.hasOwn(value, name) && holdsJson(one, value[name]))
  );
}
