/** Where the next line begins; the end of the text where there is none. */
export function lineAfter(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}
