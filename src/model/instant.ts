/** The last moment that a date can be. */
export const LATEST = 8_640_000_000_000_000;

/** A moment as people read it, in UTC and to the minute: `2026-11-30 12:15`. Whoever wrote the number wrote any. */
export const showInstant = (at: number): string =>
  Math.abs(at) <= LATEST ? new Date(at).toISOString().slice(0, 16).replace("T", " ") : "no time";

/** A date and a time of it, without a word on where. */
const ZONELESS = /^\d{4}-\d\d-\d\d[T ][\d:.,]+$/;

/** When a text says that it was; NaN where it says no time. Without a zone it is UTC, on every machine. */
export const instantIn = (text: string): number => Date.parse(ZONELESS.test(text) ? `${text}Z` : text);
