/** A value and when it was taken, in whatever unit. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** How much the value grows in one unit of time, by the line of least squares. Undefined where there is no line. */
export function slope(points: readonly Point[]): number | undefined {
  const count = points.length;
  const at = points.reduce((sum, one) => sum + one.at / count, 0);
  const value = points.reduce((sum, one) => sum + one.value / count, 0);
  const spread = points.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  if (spread === 0) return undefined;
  return points.reduce((sum, one) => sum + (one.at - at) * (one.value - value), 0) / spread;
}
