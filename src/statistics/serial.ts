import { NORMAL, student } from "./student.ts";

/** A number that a series comes to, and both ends of its interval at 95 %, where so few values have one. */
export interface SerialNumber {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** One sample of a series: when, how much, and of which source. */
export interface SerialPoint {
  readonly at: number;
  readonly value: number;
  readonly source: string;
}

/**
 * As many independent values as say what these say, which follow each other and so resemble each other. Of residuals in
 * their order: n (1 − r) / (1 + r), where r is their autocorrelation at lag 1; Santer and others, "Statistical
 * significance of trends and trend differences in layer-average atmospheric temperature time series", J. Geophys. Res.
 * 105 (2000), 7337–7356.
 */
export function independent(residuals: readonly number[]): number {
  const [squares, products] = residuals.reduce(
    ([square, product], one, index) => [square + one * one, product + one * (residuals[index - 1] ?? 0)] as const,
    [0, 0] as readonly [number, number],
  );
  const likeness = squares === 0 ? 0 : Math.min(1, Math.max(0, products / squares));
  return (residuals.length * (1 - likeness)) / (1 + likeness);
}

/** The mean of values in the order of their time. Throws RangeError where there are none. */
export function meanOf(values: readonly number[]): SerialNumber {
  const { mean, residuals, squares } = spread(values);
  const drawn = independent(residuals);
  return within(mean, Math.sqrt(squares / (values.length - 1) / drawn), student(drawn - 1));
}

/**
 * By how much the values change per unit of time: the slope that fits best, each source having a level of its own, so
 * that one which starts anew from below is no fall. Undefined where all are of one time.
 */
export function growthOf(points: readonly SerialPoint[]): SerialNumber | undefined {
  const means = new Map<string, { at: number; value: number; count: number }>();
  for (const { source, at, value } of points) {
    const sum = means.get(source) ?? { at: 0, value: 0, count: 0 };
    means.set(source, { at: sum.at + at, value: sum.value + value, count: sum.count + 1 });
  }
  const centred = points.map(({ source, at, value }) => {
    const { at: times, value: values, count } = means.get(source) ?? { at, value, count: 1 };
    return { at: at - times / count, value: value - values / count };
  });
  const times = centred.reduce((sum, { at }) => sum + at * at, 0);
  if (times === 0) return undefined;
  const slope = centred.reduce((sum, { at, value }) => sum + at * value, 0) / times;
  const residuals = centred.map(({ at, value }) => value - slope * at);
  const freedom = independent(residuals) - means.size - 1;
  const squares = residuals.reduce((sum, one) => sum + one * one, 0);
  return within(slope, Math.sqrt(squares / freedom / times), student(freedom));
}

/**
 * The coefficient of variation: the standard deviation as a share of the mean. Undefined where that is 0, or there is
 * one value alone. Its interval by Miller, "Asymptotic test statistics for coefficients of variation", Communications
 * in Statistics, Theory and Methods 20 (1991), 3351–3363.
 */
export function variationOf(values: readonly number[]): SerialNumber | undefined {
  const { mean, residuals, squares } = spread(values);
  if (mean === 0 || values.length < 2) return undefined;
  const share = Math.sqrt(squares / (values.length - 1)) / Math.abs(mean);
  const drawn = independent(residuals);
  const error = share * Math.sqrt((0.5 + share ** 2) / (drawn - 1));
  const { value, low, high } = within(share, error, drawn > 3 ? NORMAL : undefined);
  return low === undefined || high === undefined ? { value } : { value, low: Math.max(0, low), high };
}

function spread(values: readonly number[]) {
  if (values.length === 0) throw new RangeError("Of nothing there is no mean.");
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const residuals = values.map((value) => value - mean);
  return { mean, residuals, squares: residuals.reduce((sum, one) => sum + one * one, 0) };
}

const within = (value: number, error: number, times: number | undefined): SerialNumber =>
  times === undefined || !Number.isFinite(error)
    ? { value }
    : { value, low: value - times * error, high: value + times * error };
