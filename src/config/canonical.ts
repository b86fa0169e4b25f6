import type { LayerEntry, LayerMap } from "./layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "./origin.ts";

/** Former names of rules → their ids, and of the options of each rule, by its id, → their present ones. */
export interface Former {
  readonly rules: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * One spelling for each setting of a rule, so that layers meet: today's names of rules and options, and a map even for
 * a severity alone. Former names are told as hints.
 */
export function canonical(settings: LayerMap, former: Former, problems: ConfigProblem[]): LayerMap {
  const entries = new Map(settings.entries);
  const rules = entries.get("rules");
  if (rules) entries.set("rules", canonicalRules(rules, former, problems));
  const overrides = entries.get("overrides");
  if (overrides?.value.kind === "list") {
    const items = overrides.value.items.map((item) =>
      item.kind === "map" ? canonicalOverride(item, former, problems) : item,
    );
    entries.set("overrides", { ...overrides, value: { ...overrides.value, items } });
  }
  return { ...settings, entries };
}

function canonicalOverride(override: LayerMap, former: Former, problems: ConfigProblem[]): LayerMap {
  const rules = override.entries.get("rules");
  if (!rules) return override;
  return { ...override, entries: new Map(override.entries).set("rules", canonicalRules(rules, former, problems)) };
}

function canonicalRules(rules: LayerEntry, former: Former, problems: ConfigProblem[]): LayerEntry {
  if (rules.value.kind !== "map") return rules;
  const value = renamed(rules.value, former.rules, "rule", problems);
  const entries = new Map<string, LayerEntry>();
  for (const [id, entry] of value.entries) {
    const options = Object.hasOwn(former.options, id) ? former.options[id] : undefined;
    entries.set(id, { ...entry, value: canonicalSetting(entry, options ?? {}, problems) });
  }
  return { ...rules, value: { ...value, entries } };
}

function canonicalSetting(
  { value }: LayerEntry,
  former: Readonly<Record<string, string>>,
  problems: ConfigProblem[],
): LayerEntry["value"] {
  if (value.kind === "leaf")
    return { kind: "map", entries: new Map([["severity", { key: value.origin, value }]]), origin: value.origin };
  const options = value.kind === "map" ? value.entries.get("options") : undefined;
  if (value.kind !== "map" || options?.value.kind !== "map") return value;
  const present = renamed(options.value, former, "option", problems);
  return { ...value, entries: new Map(value.entries).set("options", { ...options, value: present }) };
}

/** A map with today's names for its keys. A name that is there under two of its spellings is refused. */
function renamed(
  map: LayerMap,
  former: Readonly<Record<string, string>>,
  what: string,
  problems: ConfigProblem[],
): LayerMap {
  const entries = new Map<string, LayerEntry>();
  for (const [name, entry] of map.entries) {
    const now = Object.hasOwn(former, name) ? former[name] : undefined;
    if (entries.has(now ?? name))
      problems.push(problemAt(entry.key, `${what} \`${now ?? name}\` is set twice, here as \`${name}\``));
    else if (now !== undefined) problems.push(hintAt(entry.key, `${what} \`${name}\` is now \`${now}\``));
    entries.set(now ?? name, entry);
  }
  return { ...map, entries };
}

const hintAt = (origin: Origin, message: string): ConfigProblem => ({ ...problemAt(origin, message), hint: true });
