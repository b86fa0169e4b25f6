import type { Range } from "./source.ts";

/** Whether an offset lies in one of some ranges, which lie apart and in the order of the text; asked in that order. */
export function insideOf(ranges: readonly Range[]): (offset: number) => boolean {
  const holder = holderIn(ranges.map((range) => ({ range })));
  return (offset) => holder(offset) !== undefined;
}

/** The same for things that have ranges: which one an offset lies in. */
export function holderIn<T extends { readonly range: Range }>(things: readonly T[]): (offset: number) => T | undefined {
  let next = 0;
  return (offset) => {
    while (next < things.length && (things[next]?.range.end ?? 0) <= offset) next += 1;
    const thing = things[next];
    return thing !== undefined && thing.range.start <= offset ? thing : undefined;
  };
}
