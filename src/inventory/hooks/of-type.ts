/** A hook or handler by its type: "an agent handler", "a command hook". */
export const ofType = (type: string, what: string): string =>
  `${/^(?:[aeiou]|http)/.test(type) ? "an" : "a"} ${type} ${what}`;
