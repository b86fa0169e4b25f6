/** At most `limit` UTF-16 units, the last of them `…` where something was cut; no surrogate pair is torn apart. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
