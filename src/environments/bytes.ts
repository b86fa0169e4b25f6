const POWERS = ["", "K", "M", "G", "T"];

/** A number, or a size such as `256 MiB` or `2GB`, as the schema lets one be written. */
export function bytesOf(size: number | string): number {
  if (typeof size === "number") return size;
  const [, number = "", prefix = "", binary] = /^([0-9.]+) ?([KMGT]?)(i?)B$/.exec(size) ?? [];
  return Math.round(Number(number) * (binary === "i" ? 1024 : 1000) ** POWERS.indexOf(prefix));
}

/** `1.5 GiB`: at most one decimal, in the largest unit that leaves a whole one. */
export function showBytes(bytes: number): string {
  let value = bytes;
  let power = 0;
  while (value >= 1024 && power < POWERS.length - 1) {
    value /= 1024;
    power += 1;
  }
  return `${Math.floor(value * 10) / 10} ${POWERS[power]}${power === 0 ? "" : "i"}B`;
}
