import type { Option } from "./command.ts";

/** What the options say that are keys of the configuration, by key and in the shape that the file gives it. */
export function settingFlags(
  options: readonly Option[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    options.flatMap(({ name, setting }) => {
      const value = values[name];
      if (setting === undefined || value === undefined) return [];
      return [[name, setting === true ? value : setting(value)]];
    }),
  );
}
