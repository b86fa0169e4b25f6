/** Milliseconds as Prometheus writes times. */
export const showPromSpan = (span: number): string => {
  for (const [unit, length] of UNITS) if (span % length === 0) return `${span / length}${unit}`;
  return `${span}ms`;
};
const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;
