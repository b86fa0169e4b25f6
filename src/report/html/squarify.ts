/** A rectangle in shares of a whole that is 100 wide and 100 high. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides an area among weights, which are sorted with the largest first, so that the parts are as square as they can
 * be (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). `ratio`: how much wider than high the whole is drawn.
 */
export function squarify(weights: readonly number[], whole: Area, ratio: number): readonly Area[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  const areas: Area[] = [];
  let left = whole;
  let rest = total;
  for (let at = 0; at < weights.length && rest > 0;) {
    const wide = left.width * ratio >= left.height;
    const side = wide ? left.height : left.width * ratio;
    const scale = (left.width * ratio * left.height) / rest;
    let end = at + 1;
    while (end < weights.length && worst(weights, at, end + 1, scale, side) <= worst(weights, at, end, scale, side))
      end += 1;
    const row = weights.slice(at, end);
    const sum = row.reduce((all, one) => all + one, 0);
    areas.push(...fill(row, sum, sum / rest, left, wide));
    left = wide
      ? { ...left, left: left.left + left.width * (sum / rest), width: left.width * (1 - sum / rest) }
      : { ...left, top: left.top + left.height * (sum / rest), height: left.height * (1 - sum / rest) };
    rest -= sum;
    at = end;
  }
  return areas;
}

/** How far from square the worst of a row would be. */
function worst(weights: readonly number[], from: number, to: number, scale: number, side: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += (weights[at] ?? 0) * scale;
  const square = side * side;
  const [largest, smallest] = [(weights[from] ?? 0) * scale, (weights[to - 1] ?? 0) * scale];
  return Math.max((square * largest) / (sum * sum), (sum * sum) / (square * smallest));
}

function fill(row: readonly number[], sum: number, share: number, area: Area, wide: boolean): readonly Area[] {
  let at = 0;
  return row.map((weight) => {
    const part = weight / sum;
    const placed = wide
      ? { left: area.left, top: area.top + area.height * at, width: area.width * share, height: area.height * part }
      : { left: area.left + area.width * at, top: area.top, width: area.width * part, height: area.height * share };
    at += part;
    return placed;
  });
}
