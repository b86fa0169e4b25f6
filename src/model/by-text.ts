/** The order of two texts. Not `localeCompare`: it must be the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
