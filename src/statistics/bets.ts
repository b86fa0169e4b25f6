/** What bets have made of 1 on average, each of which is kept as a logarithm. */
export const meanOfBets = (logarithms: readonly number[]): number =>
  logarithms.reduce((sum, one) => sum + Math.exp(one), 0) / logarithms.length;

/** `most`, or their mean where that is more; it cannot be where not even the largest is. */
export function mostOfBets(most: number, logarithms: readonly number[]): number {
  let largest = -Infinity;
  for (const one of logarithms) if (one > largest) largest = one;
  return largest <= Math.log(most) ? most : Math.max(most, meanOfBets(logarithms));
}
