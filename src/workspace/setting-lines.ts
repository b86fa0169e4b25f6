import type { Origin } from "../config/origin.ts";

export function describeOrigin(origin: Origin): string {
  switch (origin.from) {
    case "file":
      return `${origin.path}:${origin.line}:${origin.column}`;
    case "default":
      return origin.from;
    default:
      return `${origin.from} ${origin.name}`;
  }
}

/** The value at a path such as `gates[0].metric`, as `origins` writes it. Names may have dots: `models.gpt-4.1`. */
export function settingAt(settings: unknown, key: string): unknown {
  if (key === "") return settings;
  if (typeof settings !== "object" || settings === null) return undefined;
  const list = Array.isArray(settings);
  const entries = Object.entries(settings)
    .map(([name, value]): [string, unknown] => [list ? `[${name}]` : name, value])
    .filter(([name]) => key.startsWith(name) && /^(?:$|[.[])/.test(key.slice(name.length)))
    .toSorted(([a], [b]) => b.length - a.length);
  for (const [name, value] of entries) {
    const found = settingAt(value, key.slice(name.length).replace(/^\./, ""));
    if (found !== undefined) return found;
  }
  return undefined;
}
