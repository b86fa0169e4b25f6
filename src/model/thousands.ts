/**
 * `1,234,567`, the same on every machine. (`toLocaleString` loads the tables of all languages first: half a start-up.)
 */
export const thousands = (number: number): string => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
