/**
 * `1,234,567`, the same on every machine. (`toLocaleString` loads the tables of all languages first: half a start-up.)
 */
export const thousands = (number: number): string => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
/** `1 error`, `2 warnings`, `3 info`, `4 files`. */
export const withNoun = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 || noun === "info" ? "" : "s"}`;
