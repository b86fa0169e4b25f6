/**
 * Room for texts of these sizes, together at most `room`: all get what they ask for while it suffices; where it does
 * not, the largest are held to one equal share (max-min fairness).
 */
export function share(sizes: readonly number[], room: number): readonly number[] {
  const shares = sizes.map(() => 0);
  const ascending = sizes.map((size, index) => ({ size, index })).toSorted((a, b) => a.size - b.size);
  let left = Math.max(0, room);
  for (const [taken, { size, index }] of ascending.entries()) {
    const equal = Math.floor(left / (ascending.length - taken));
    shares[index] = Math.min(size, equal);
    left -= Math.min(size, equal);
  }
  return shares;
}
