import { refuseGlob } from "../check/settings.ts";
import { checkRules } from "./check-rules.ts";
import { canonical } from "./canonical.ts";
import { confine } from "./confine.ts";
import { explain } from "./explain.ts";
import { type Layer, type LayerMap, valueOf } from "./layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "./origin.ts";
import { former, ruleOptions } from "./rule-options.ts";
import { validate } from "./validator.js";
import { quote } from "./wording.ts";

/** Judges one layer by itself and gives it back in its canonical spelling; undefined where it is no map. */
export function check(layer: Layer, problems: ConfigProblem[]): LayerMap | undefined {
  const data = valueOf(layer);
  const errors = validate(data) ? [] : (validate.errors ?? []);
  const found = explain(layer, [...errors, ...checkRules(data, ruleOptions, former.options)]);
  for (const { text, origin } of texts(layer, "output", "file")) {
    // Where a file may lie decides whoever calls the program; what is checked out decides for its own folder.
    const confined = origin.from === "flag" ? undefined : confine("", text);
    if (confined?.ok === false)
      found.push(
        problemAt(
          origin,
          `${quote(text)} ${confined.why}`,
          "Write the report to a file below the configuration's folder.",
        ),
      );
  }
  const globs = [
    ["overrides", "paths"],
    ["gates", "path"],
    ["suppress", "path"],
    ["schemas", "files"],
  ] as const;
  const budgets = layer.kind === "map" ? layer.entries.get("budgets")?.value : undefined;
  for (const { text, origin } of [
    ...globs.flatMap(([list, key]) => texts(layer, list, key)),
    ...(budgets ? texts(budgets, "files", "path") : []),
  ]) {
    const why = refuseGlob(text);
    if (why !== undefined) found.push(problemAt(origin, why));
  }
  const settings = layer.kind === "map" ? canonical(layer, former, found) : undefined;
  found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  for (const problem of found) problems.push(problem); // spread, a hundred thousand would be too many arguments
  return settings;
}

interface Text {
  readonly text: string;
  readonly origin: Origin;
}

/** The texts under a key of every map of a list, also where the key holds a list of texts. */
function texts(layer: Layer, list: string, key: string): readonly Text[] {
  const found = layer.kind === "map" ? layer.entries.get(list)?.value : undefined;
  if (found?.kind !== "list") return [];
  return found.items.flatMap((item) => {
    const value = item.kind === "map" ? item.entries.get(key)?.value : undefined;
    const all = value?.kind === "list" ? value.items : value ? [value] : [];
    return all.flatMap((one) =>
      one.kind === "leaf" && typeof one.value === "string" ? [{ text: one.value, origin: one.origin }] : [],
    );
  });
}
