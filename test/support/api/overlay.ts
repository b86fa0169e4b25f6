/** The members of `over` laid on those of `base`, objects member by member; anything else of `over` wins. */
export function overlay(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const merged = Object.entries(over).map(([name, value]) => [name, overlay(base[name], value)]);
  return { ...base, ...Object.fromEntries(merged) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
