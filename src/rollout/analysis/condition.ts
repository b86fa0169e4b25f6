import { compileExpression, type CompiledExpression, type Space } from "../../conditions/cel.ts";
import { inSymbols } from "./condition-words.ts";

/** What conditions of a metric are about: `result` is all that a provider answered, `value` the first of it. */
export const OF_RESULT: Space = { numbersOnly: true, types: {}, variables: { result: "dyn", value: "dyn" } };
/** One task, with what its record says. */
export const OF_TASK: Space = { numbersOnly: true, types: {}, variables: { task: "dyn" } };
/** What series of these names come to. */
export const ofSeries = (names: readonly string[]): Space => ({
  numbersOnly: true,
  types: {},
  variables: Object.fromEntries(names.map((name) => [name, "double"])),
});

/** A condition of a specification: CEL, or CEL with `AND`, `OR` and `NOT` in it. */
export const compileCondition = (text: string, space: Space): CompiledExpression =>
  compileExpression(inSymbols(text), space);
