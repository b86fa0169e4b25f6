/** Of the normal distribution, for 95 % on both sides. */
export const NORMAL = 1.959963984540054;

/**
 * Of Student's distribution, for 95 % on both sides; undefined below 3 degrees of freedom, where it is no bound that
 * anybody could use. The expansion of Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.5.
 */
export function student(freedom: number): number | undefined {
  if (!(freedom >= 3)) return undefined;
  const z = NORMAL;
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, power) => sum + term / freedom ** power, 0);
}
