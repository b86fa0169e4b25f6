import type { LayerEntry, LayerMap } from "./layer.ts";
import { type ConfigProblem, problemAt } from "./origin.ts";

/** Former names of rules → their ids. */
export type Aliases = Readonly<Record<string, string>>;

/** One spelling for each setting of a rule, so that layers meet: today's id, and a map even for a severity alone. */
export function canonical(settings: LayerMap, aliases: Aliases, problems: ConfigProblem[]): LayerMap {
  const entries = new Map(settings.entries);
  const rules = entries.get("rules");
  if (rules) entries.set("rules", canonicalRules(rules, aliases, problems));
  const overrides = entries.get("overrides");
  if (overrides?.value.kind === "list") {
    const items = overrides.value.items.map((item) =>
      item.kind === "map" ? canonicalOverride(item, aliases, problems) : item,
    );
    entries.set("overrides", { ...overrides, value: { ...overrides.value, items } });
  }
  return { ...settings, entries };
}

function canonicalOverride(override: LayerMap, aliases: Aliases, problems: ConfigProblem[]): LayerMap {
  const rules = override.entries.get("rules");
  if (!rules) return override;
  return { ...override, entries: new Map(override.entries).set("rules", canonicalRules(rules, aliases, problems)) };
}

function canonicalRules(rules: LayerEntry, aliases: Aliases, problems: ConfigProblem[]): LayerEntry {
  if (rules.value.kind !== "map") return rules;
  const entries = new Map<string, LayerEntry>();
  for (const [name, entry] of rules.value.entries) {
    const id = (Object.hasOwn(aliases, name) ? aliases[name] : undefined) ?? name;
    if (entries.has(id)) problems.push(problemAt(entry.key, `rule \`${id}\` is set twice, here as \`${name}\``));
    entries.set(id, { ...entry, value: expanded(entry) });
  }
  return { ...rules, value: { ...rules.value, entries } };
}

function expanded({ value }: LayerEntry): LayerEntry["value"] {
  if (value.kind !== "leaf") return value;
  return { kind: "map", entries: new Map([["severity", { key: value.origin, value }]]), origin: value.origin };
}
