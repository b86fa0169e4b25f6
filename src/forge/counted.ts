/** What a forge counts from 1: ids, runs and attempts; 0 where it says none. */
export function counted(value: unknown): number {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
