const LONGEST = 200;
/** Of a text in a list or map: a long reason must not push out of sight what stands behind it. */
const LONGEST_WITHIN = 60;

const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** A value as it is shown; what is compared is never cut. */
export function shown(value: unknown): string {
  if (typeof value === "string") return clip(value, LONGEST);
  const within = (_key: string, one: unknown): unknown => (typeof one === "string" ? clip(one, LONGEST_WITHIN) : one);
  return clip(JSON.stringify(value, within) ?? "nothing", LONGEST);
}

export const changedTo = (before: unknown, after: unknown): string => `${shown(before)} became ${shown(after)}`;

/** A value as text, equal for equal values in whatever order their keys were written. */
export function wholeText(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(sorted(value)) ?? "nothing";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
