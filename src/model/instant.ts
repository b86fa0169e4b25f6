/** The last moment that a date can be. */
const LATEST = 8_640_000_000_000_000;

/** A moment as people read it, in UTC and to the minute: `2026-11-30 12:15`. Whoever wrote the number wrote any. */
export const showInstant = (at: number): string =>
  Math.abs(at) <= LATEST ? new Date(at).toISOString().slice(0, 16).replace("T", " ") : "no time";
