import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import { candidates, quote } from "../../config/wording.ts";
import { nearest } from "../../model/nearest.ts";

/** A name that nothing has: with the nearest one that something has, or all of them. */
export function unknownName(at: Origin, noun: string, name: string, names: readonly string[]): ConfigProblem {
  const message = `there is no ${noun} ${quote(name)}`;
  const meant = nearest(name, names);
  return meant === undefined
    ? problemAt(at, message, candidates(name, names))
    : problemAt(at, `${message}: did you mean \`${meant}\`?`);
}

/** Names that stand twice where each has to be one thing's own. */
export function* twice(names: readonly string[], originOf: (index: string) => Origin): Generator<ConfigProblem> {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      yield problemAt(originOf(String(index)), `the name \`${name}\` stands twice: give one another name`);
}
