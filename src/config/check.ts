import { canonical } from "./canonical.ts";
import { explainMistake } from "./explain.ts";
import type { Layer, LayerMap } from "./layer.ts";
import { mistakes } from "./mistakes.ts";
import type { ConfigProblem } from "./origin.ts";
import { former, ruleOptions } from "./rule-options.ts";
import { withRules } from "./rule-schema.ts";

/** Looking for the nearest word costs time, which a hostile file must not be able to ask for without end. */
const MOST_SUGGESTIONS = 100;

const schema = withRules(ruleOptions, former.options);

/** Judges one layer by itself and gives it back in its canonical spelling; undefined where it is no map. */
export function checkLayer(layer: Layer, problems: ConfigProblem[]): LayerMap | undefined {
  const found: ConfigProblem[] = [];
  for (const mistake of mistakes(schema, layer)) found.push(explainMistake(mistake, found.length < MOST_SUGGESTIONS));
  const settings = layer.kind === "map" ? canonical(layer, former, found) : undefined;
  found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  for (const problem of found) problems.push(problem); // spread, a hundred thousand would be too many arguments
  return settings;
}
