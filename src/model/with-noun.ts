/** `1 error`, `2 warnings`, `3 info`, `4 files`. */
export const withNoun = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 || noun === "info" ? "" : "s"}`;
