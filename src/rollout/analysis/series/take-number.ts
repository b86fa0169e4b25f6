import { quantileInterval, quantileOfSorted, sorted } from "../../../statistics/quantile.ts";
import {
  growthOf,
  independent,
  meanOf,
  type SerialNumber,
  type SerialPoint,
  variationOf,
} from "../../../statistics/serial.ts";
import type { Figure } from "../../state.ts";
import type { AskedSeries } from "./asked-series.ts";

const HOUR = 3_600_000;

/** A growth that two samples show is as good as any other. */
const FEWEST = { mean: 1, quantile: 1, growth: 3, variation: 2 } as const;

/** The number that samples of a series come to; or why they come to none. */
export function takeNumber({ name, take, share }: AskedSeries, points: readonly SerialPoint[]): Figure | string {
  if (points.length === 0) return `${name}: no sample`;
  const n = points.length;
  if (n < FEWEST[take]) return `${name}: ${n} samples, and ${take} takes ${FEWEST[take]}`;
  const found = numberOf(take, share, bySource(points));
  return found && Number.isFinite(found.value) ? { name, n, ...found } : `${name}: no number comes of its ${n} samples`;
}

function numberOf(take: AskedSeries["take"], share: number, points: readonly SerialPoint[]): SerialNumber | undefined {
  const values = points.map(({ value }) => value);
  switch (take) {
    case "mean":
      return meanOf(values);
    case "growth":
      return growthOf(points.map(({ at, ...rest }) => ({ ...rest, at: at / HOUR })));
    case "variation":
      return variationOf(values);
    default: {
      const inOrder = sorted(values);
      const middle = quantileOfSorted(inOrder, 0.5);
      const drawn = independent(values.map((value) => value - middle));
      return { value: quantileOfSorted(inOrder, share), ...quantileInterval(inOrder, share, drawn) };
    }
  }
}

/** What follows each other in a source stays together: only there a sample resembles the one before. */
const bySource = (points: readonly SerialPoint[]): readonly SerialPoint[] =>
  points.every(({ source }) => source === points[0]?.source)
    ? points
    : points.toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
