const OPERATOR = /[|&;<>()`\n*?[\]{}#]/;

/**
 * The words of a plain shell command, quotes removed and variables left as written (`${X}` stays). Undefined where the
 * command is more than one program and its arguments: pipes, lists, substitutions, globs, or an open quote.
 */
export function shellWords(command: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < command.length; at += 1) {
    const char = command.charAt(at);
    if (quote === "'" || (quote === '"' && char !== "\\" && char !== "$" && char !== "`")) {
      if (char === quote) quote = "";
      else word = (word ?? "") + char;
    } else if (char === "$") {
      const variable = VARIABLE.exec(command.slice(at, at + 80))?.[0];
      if (variable === undefined) return undefined;
      word = (word ?? "") + variable;
      at += variable.length - 1;
    } else if (quote === '"') {
      return undefined; // an escape or a substitution between quotes
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= "";
    } else if (char === " " || char === "\t") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "\\" || OPERATOR.test(char)) return undefined;
    else word = (word ?? "") + char;
  }
  if (quote) return undefined;
  return word === undefined ? words : [...words, word];
}

const VARIABLE = /^\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/;
