import { originAt } from "../../config/layer.ts";
import type { Origin } from "../../config/origin.ts";
import { offsetAt, type Source } from "../../model/source.ts";
import { type ConditionWord, conditionWords } from "../analysis/condition-words.ts";
import { expressionsOf } from "./conditions.ts";
import type { RolloutSpec } from "./spec.ts";

/** A word in a condition of a specification that stands for an operator. */
export interface OperatorWord extends Pick<ConditionWord, "word" | "symbol"> {
  /** Where the condition stands. */
  readonly origin: Origin;
  /** Where the word stands; undefined where the file does not have the condition as it reads. */
  readonly offset: number | undefined;
}

/** The words for operators in all conditions of a specification, in the order of their files. */
export function operatorWords({ spec, layer, templates }: RolloutSpec, source: Source): readonly OperatorWord[] {
  const inMetrics = [...templates.values()].flatMap((template) =>
    template.spec.metrics.flatMap((metric, index) =>
      expressionsOf(metric).map(({ keys, text }) => ({
        text,
        origin: originAt(template.layer, ["metrics", String(index), ...keys]),
      })),
    ),
  );
  const inAlerts = spec.alerts.rules.map(({ condition }, index) => ({
    text: condition,
    origin: originAt(layer, ["alerts", "rules", String(index), "condition"]),
  }));
  return [...inMetrics, ...inAlerts].flatMap(({ text, origin }) => {
    const words = conditionWords(text);
    const offsetOf = words.length === 0 ? undefined : placeOf(text, origin, source);
    return words.map(({ word, symbol, at }) => ({ word, symbol, origin, offset: offsetOf?.(at) }));
  });
}

/** Where a part of a text of YAML stands in its file: undefined where escapes or folds make it another one there. */
function placeOf(text: string, { line = 1, column = 1 }: Origin, source: Source): ((at: number) => number) | undefined {
  const start = offsetAt(source, line, column);
  const first = [start, start + 1].find((offset) => source.text.startsWith(text, offset));
  if (first !== undefined) return (at) => first + at;
  const lines = text.trimEnd().split("\n");
  let from = source.text.indexOf("\n", start) + 1;
  if (!/^[|>]/.test(source.text.slice(start, start + 1)) || from === 0) return undefined;
  const places: { readonly at: number; readonly offset: number }[] = [];
  let at = 0;
  for (const one of lines) {
    const indent = /^ */.exec(source.text.slice(from))?.[0].length ?? 0;
    if (!source.text.startsWith(one, from + indent)) return undefined;
    places.push({ at, offset: from + indent });
    at += one.length + 1;
    from = source.text.indexOf("\n", from + indent + one.length) + 1;
  }
  return (wanted) => {
    const place = places.findLast((one) => one.at <= wanted);
    return place === undefined ? start : place.offset + wanted - place.at;
  };
}
