const LONGEST = 120;

/** A text of the run, in quotes and no longer than a message can bear. */
export function told(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return JSON.stringify(line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line);
}

/** Names, of which the first few are enough. */
export function listed(names: readonly string[], most = 8): string {
  if (names.length === 0) return "none";
  const more = names.length - most;
  return [...names.slice(0, most).map((name) => name.slice(0, LONGEST)), ...(more > 0 ? [`${more} more`] : [])].join(
    ", ",
  );
}
