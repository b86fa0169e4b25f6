const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
} as const;
export type Colour = keyof typeof CODES;
export type Paint = (text: string, ...colours: readonly Colour[]) => string;

const bare: Paint = (text) => text;
const coloured: Paint = (text, ...colours) =>
  colours.reduce((inner, colour) => {
    const [on, off] = CODES[colour];
    return `\u001B[${on}m${inner}\u001B[${off}m`;
  }, text);

/** Colours for a terminal. Where nobody asked for them, not one escape sequence is written. */
export const painter = (color: boolean): Paint => (color ? coloured : bare);
