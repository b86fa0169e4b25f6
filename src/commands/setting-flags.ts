interface Settable {
  readonly name: string;
  /** Its value as the file has it, or the way there. */
  readonly setting?: true | ((value: unknown) => unknown);
}

/** What the options say that are keys of the configuration, by key and in the shape that the file gives it. */
export function settingFlags(
  options: readonly Settable[],
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
